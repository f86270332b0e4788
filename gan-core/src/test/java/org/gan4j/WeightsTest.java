package org.gan4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class WeightsTest {
  /** Of a player of somebody's own, who has written nothing but what has to be. */
  @Test
  void weightsThatKnowNoSharesSaySo() {
    Weights own =
        (Weights)
            Proxy.newProxyInstance(
                Weights.class.getClassLoader(),
                new Class<?>[] {Weights.class},
                (proxy, method, args) -> InvocationHandler.invokeDefault(proxy, method, args));

    assertThatCode(() -> own.useLearningRate(1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> own.useLearningRate(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(own.getClass().getName() + " has no useLearningRate");
  }
}

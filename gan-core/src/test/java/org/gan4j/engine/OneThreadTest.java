package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

@Timeout(60)
class OneThreadTest {
  private final OneThread thread = new OneThread();
  private final String name = Thread.currentThread().getName();

  @AfterEach
  void takeBackTheName() {
    Thread.currentThread().setName(name);
  }

  @Test
  void aSecondThreadIsToldAndTheFirstGetsItsResult() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    AtomicReference<String> result = new AtomicReference<>();
    Thread first =
        new Thread(
            () ->
                result.set(
                    thread.run(
                        () -> {
                          inside.countDown();
                          await(refused);
                          return "its own";
                        })),
            "first");
    first.start();
    await(inside);
    Thread.currentThread().setName("second");

    assertThatIllegalStateException()
        .isThrownBy(() -> thread.run(() -> "nothing"))
        .withMessageStartingWith("the threads \"first\" and \"second\" use one network at the same")
        .withMessageContaining("GeneratorPool");

    refused.countDown();
    first.join();
    assertThat(result).hasValue("its own");
    assertThat(thread.run(() -> "afterwards")).isEqualTo("afterwards");
  }

  /** Lets a pass wait in its middle. */
  private static final class Waiting extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;
    private static final CountDownLatch INSIDE = new CountDownLatch(1);
    private static final CountDownLatch GO = new CountDownLatch(1);
    private static volatile boolean waits;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      if (waits) {
        INSIDE.countDown();
        await(GO);
      }
      return in;
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      return new Pair<>(epsilon, null);
    }
  }

  @Test
  void anEngineInAPassRefusesEverythingElseAndGivesWhatItGivesAlone() throws Exception {
    MultiLayerNetwork network =
        Networks.discriminator(
            new Sgd(0.1), List.of(Networks.dense(4, Activation.TANH), waiting()));
    NetworkEngine engine = NetworkEngine.of(network);
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(3));
    INDArray gradient = Networks.normal(2, 3, 1);
    EnginePass before = engine.forward(images);
    Waiting.waits = true;
    CompletableFuture<EnginePass> during =
        CompletableFuture.supplyAsync(() -> engine.forward(images));
    await(Waiting.INSIDE);

    List<ThrowingCallable> others =
        List.of(
            () -> engine.infer(images),
            () -> engine.forward(images),
            () -> before.backward(gradient),
            () -> before.accumulate(gradient),
            () -> before.inputGradient(gradient),
            () -> before.at(images),
            engine::update,
            () -> engine.copy(network, true));
    assertThat(others)
        .allSatisfy(
            other ->
                assertThatIllegalStateException()
                    .isThrownBy(other)
                    .withMessageContaining("use one network at the same time"));

    Waiting.GO.countDown();
    Precision.assertSameBits(during.get().output(), before.output());
    before.backward(gradient);
    engine.update();
  }

  private static ActivationLayer waiting() {
    return new ActivationLayer.Builder().activation(new Waiting()).build();
  }

  @Test
  void threadsTakeTurns() {
    for (int i = 0; i < 3; i++) {
      int turn = i;
      assertThat(CompletableFuture.supplyAsync(() -> thread.run(() -> turn)).join())
          .isEqualTo(turn);
    }
  }

  @Test
  void aPassWithinAPassAndOneAfterAFailureAreItsOwn() {
    assertThat(thread.run(() -> thread.run(() -> 2) + 1)).isEqualTo(3);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                thread.run(
                    () -> {
                      throw new IllegalStateException("of the network");
                    }))
        .withMessage("of the network");
    assertThat(CompletableFuture.supplyAsync(() -> thread.run(() -> 4)).join()).isEqualTo(4);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

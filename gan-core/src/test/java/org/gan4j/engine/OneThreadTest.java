package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneThreadTest {
  private final OneThread thread = new OneThread();

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

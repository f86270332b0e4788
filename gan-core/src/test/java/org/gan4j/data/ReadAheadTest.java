package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reading ahead is not to be noticed but by its speed. */
class ReadAheadTest {
  private static final int SIZE = 40;
  private static final int COUNT = 6;

  private final Watched images = new Watched();

  /** Numbered images that see who reads them, and break when they are told to. */
  private static final class Watched implements ImageSet {
    private final ImageSet images = NumberedImages.of(SIZE);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger mostReaders = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile int broken = -1;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public ImageShape shape() {
      return images.shape();
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      mostReaders.accumulateAndGet(readers.incrementAndGet(), Math::max);
      try {
        threads.add(Thread.currentThread());
        gate.await();
        if (index == broken) {
          throw new GanException("image " + index + " cannot be read");
        }
        images.read(index, target, offset);
        reads.incrementAndGet();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody is to interrupt a reader", e);
      } finally {
        readers.decrementAndGet();
      }
    }
  }

  private static int[] numbers(INDArray batch) {
    return NumberedImages.numbers(batch);
  }

  private static int[] next(BatchSource source, int count) {
    return numbers(source.next(count, NumberedImages.BYTES));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyCountsAndRangesGiveWhatTheOrderSays(Batching batching) {
    SplittableRandom random = new SplittableRandom(8);
    BatchSource source = batching.over(images, 7);
    DrawOrder order = batching.order(SIZE, 7);
    long position = 0;
    for (int call = 0; call < 200; call++) {
      int count = random.nextInt(3) == 0 ? 1 + random.nextInt(SIZE) : COUNT;
      boolean shifted = random.nextInt(4) == 0;
      ValueRange range = shifted ? new ValueRange(-255, 0) : NumberedImages.BYTES;
      INDArray batch = source.next(count, range);
      int[] drawn = numbers(shifted ? batch.add(255) : batch);
      for (int number : drawn) {
        assertThat(number).isEqualTo(order.index(position++));
      }
      assertThat(drawn).hasSize(count);
      batch.close();
    }
    assertThat(images.mostReaders).hasValue(1);
  }

  @Test
  void nextBatchIsReadWithoutBeingAskedForByADaemonThread() throws InterruptedException {
    BatchSource source = Batching.IN_ORDER.over(images, 1);
    next(source, COUNT);
    await("the next batch is read", () -> images.reads.get() == 2 * COUNT);
    Thread.sleep(20);
    assertThat(images.reads).as("one batch ahead, no more").hasValue(2 * COUNT);
    next(source, COUNT);
    await("the batch after it is read", () -> images.reads.get() == 3 * COUNT);
    assertThat(images.threads).allMatch(t -> t == Thread.currentThread() || t.isDaemon());
    assertThat(images.threads).hasSizeGreaterThan(1);
  }

  @Test
  void failureComesWhenItsBatchIsAskedForOnTheCallersThreadAndEachTime() {
    images.broken = 2 * COUNT + 1;
    BatchSource source = Batching.IN_ORDER.over(images, 1);
    next(source, COUNT);
    assertThat(next(source, COUNT)).startsWith(COUNT);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> next(source, COUNT))
          .isExactlyInstanceOf(GanException.class)
          .hasMessage("image 13 cannot be read")
          .hasNoCause()
          .satisfies(
              e ->
                  assertThat(e.getStackTrace())
                      .anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
    }
    images.broken = -1;
    assertThat(next(source, COUNT)).startsWith(2 * COUNT, 2 * COUNT + 1);
  }

  @Test
  void failureOfABatchThatNobodyAsksForIsNeverHeardOf() {
    images.broken = 2 * COUNT - 1;
    BatchSource source = Batching.IN_ORDER.over(images, 1);
    next(source, COUNT);
    assertThat(next(source, COUNT - 1)).startsWith(COUNT);
  }

  @Test
  void refusedCountLosesNothing() {
    BatchSource source = Batching.IN_ORDER.over(images, 1);
    next(source, COUNT);
    assertThatIllegalArgumentException().isThrownBy(() -> next(source, SIZE + 1));
    assertThat(next(source, COUNT)).startsWith(COUNT);
  }

  @Test
  void otherCountWaitsForTheReaderThatIsBusy() throws InterruptedException {
    BatchSource source = Batching.IN_ORDER.over(images, 1);
    CountDownLatch gate = new CountDownLatch(1);
    next(source, COUNT);
    await("the next batch is read", () -> images.reads.get() == 2 * COUNT);
    images.gate = gate;
    next(source, COUNT);
    await("the batch after it begins to be read", () -> images.readers.get() == 1);
    Thread opener = new Thread(gate::countDown);
    opener.start();
    assertThat(next(source, COUNT + 1)).startsWith(2 * COUNT);
    opener.join();
    assertThat(images.mostReaders).hasValue(1);
  }

  @Test
  void interruptedCallerGetsItsBatchAndStaysInterrupted() {
    BatchSource source = Batching.IN_ORDER.over(NumberedImages.of(SIZE), 1);
    next(source, COUNT);
    Thread.currentThread().interrupt();
    int[] drawn = next(source, COUNT);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(drawn).startsWith(COUNT);
  }

  @Test
  void sourcesOfOneSetMayBeReadAtOnceByMoreThreadsThanThePoolHas() throws InterruptedException {
    ImageSet set = NumberedImages.of(SIZE);
    int[] expected = draw(set);
    List<int[]> drawn = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                int[] mine = draw(set);
                synchronized (drawn) {
                  drawn.add(mine);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(drawn).hasSize(8).allSatisfy(d -> assertThat(d).containsExactly(expected));
  }

  private static int[] draw(ImageSet set) {
    return BatchingContractTest.draw(Batching.SHUFFLED.over(set, 5), 30, COUNT);
  }

  @Test
  void sourceThatNobodyHoldsCanBeCollected() throws InterruptedException {
    WeakReference<BatchSource> source = new WeakReference<>(used());
    await(
        "the source is collected",
        () -> {
          System.gc();
          return source.get() == null;
        });
  }

  private BatchSource used() {
    BatchSource source = Batching.RANDOM.over(images, 1);
    next(source, COUNT);
    return source;
  }
}

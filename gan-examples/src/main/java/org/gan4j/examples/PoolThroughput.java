package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gan4j.draw.GeneratorPool;

/** Measures how many images several threads draw of one pool. */
public final class PoolThroughput {
  private static final int CALLS = 20_000;

  private PoolThroughput() {}

  /**
   * Measures 1, 2 and 4 threads, each with a copy of the generator.
   *
   * @param args a file that {@code gan export} wrote
   * @throws InterruptedException if it is ended meanwhile
   * @throws ExecutionException if drawing fails
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    checkArgument(args.length == 1, "one argument is expected: a file that gan export wrote");
    for (int threads : new int[] {1, 2, 4}) {
      GeneratorPool pool = GeneratorPool.load(Path.of(args[0]), threads);
      run(pool, threads, 1, CALLS / 4); // Java compiles what runs often
      System.out.printf(
          "%d threads: %,.0f images/s one by one, %,.0f in calls of 64%n",
          threads, run(pool, threads, 1, CALLS), run(pool, threads, 64, CALLS / 20));
    }
  }

  /** Returns images a second, over so many calls by all threads together. */
  static double run(GeneratorPool pool, int threads, int count, int calls)
      throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> drawn = new ArrayList<>();
    long begin = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      int seed = call;
      drawn.add(executor.submit(() -> pool.generate(count, seed).close()));
    }
    for (Future<?> images : drawn) {
      images.get();
    }
    executor.shutdown();
    return count * calls * 1e9 / (System.nanoTime() - begin);
  }
}

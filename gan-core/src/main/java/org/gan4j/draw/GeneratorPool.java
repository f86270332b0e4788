package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Sets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several copies of one generator, for servers: any number of threads may ask at once, as many as
 * there are copies are served at once, and the others wait for their turn, first come, first
 * served. A network keeps what it computes, so two threads cannot use one copy.
 *
 * <p>Copies share nothing: each takes memory for its parameters and their gradients, and for what
 * its optimiser would keep. It is freed when the pool is no longer reachable.
 */
public final class GeneratorPool {
  private final ValueRange range;
  private final BlockingQueue<TrainedGenerator> free;

  private GeneratorPool(List<TrainedGenerator> copies) {
    checkArgument(!copies.isEmpty(), "a pool has at least one generator, not none");
    this.range = copies.get(0).generator().valueRange();
    this.free = new ArrayBlockingQueue<>(copies.size(), true, copies);
  }

  /**
   * {@return a pool of copies of the generator in a file}
   *
   * @param file that {@code gan export} wrote
   * @param copies how many, at least 1; more than the machine has cores are of no use
   * @param own classes of the application's that its networks are made of
   * @throws org.gan4j.GanException if the file cannot be read, or is no such file
   * @throws IllegalArgumentException if {@code copies} is below 1
   */
  public static GeneratorPool load(Path file, int copies, Class<?>... own) {
    checkArgument(copies >= 1, "a pool has at least 1 generator, not %s", copies);
    return of(Stream.generate(() -> TrainedGenerator.load(file, own)).limit(copies).toList());
  }

  /**
   * {@return a pool of generators that are there already}
   *
   * @param copies at least one, each around a network of its own; only the pool may use them from
   *     now on
   * @throws IllegalArgumentException if there is none, or if two are around the same network
   */
  public static GeneratorPool of(List<TrainedGenerator> copies) {
    Set<Model> networks = Sets.newIdentityHashSet(); // they have an equals of their own
    copies.forEach(copy -> networks.add(copy.generator().network()));
    checkArgument(
        networks.size() == copies.size(),
        "each generator of a pool needs a network of its own: load the file once for each");
    return new GeneratorPool(copies);
  }

  /** {@return the interval that the images' values lie in} */
  public ValueRange valueRange() {
    return range;
  }

  /**
   * {@return new images, as {@link TrainedGenerator#generate}; waits until a copy is free}
   *
   * @param count how many, at least 1
   * @param seed the same seed draws the same images, whichever copy does it
   * @throws IllegalArgumentException if {@code count} is below 1
   * @throws IllegalStateException if the thread is interrupted while it waits; it stays interrupted
   */
  public INDArray generate(int count, long seed) {
    return use(trained -> trained.generate(count, seed));
  }

  /**
   * {@return what a function makes of a copy that no other thread uses meanwhile}
   *
   * @param function that keeps neither the copy nor a part of it; it may not ask the pool again,
   *     for it might wait for itself
   * @param <T> of what it makes
   * @throws IllegalStateException if the thread is interrupted while it waits; it stays interrupted
   */
  public <T> T use(Function<TrainedGenerator, T> function) {
    TrainedGenerator trained = take();
    try {
      return function.apply(trained);
    } finally {
      free.add(trained);
    }
  }

  private TrainedGenerator take() {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a free generator", e);
    }
  }
}

package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.gan4j.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A generator with all that it takes to draw with it: what {@code gan export} writes into one file
 * and {@link #load} reads from it.
 *
 * <pre>{@code
 * TrainedGenerator digits = TrainedGenerator.load(Path.of("digits.gan"));
 * INDArray images = digits.generate(16, 7);
 * ImageGrid.of(digits.generator().valueRange()).write(images, Path.of("digits.png"));
 * }</pre>
 *
 * <p>As every {@link org.gan4j.Player} it is for one thread at a time; {@link GeneratorPool} is for
 * several.
 *
 * @param generator makes the images
 * @param space what its latents are: noise, and the class if it draws what it is asked for
 * @param labels the names of its classes, in their order; none if nobody has named any
 * @param discriminator what it was trained against, if that was kept
 * @param provenance how it was made, if that is known
 */
public record TrainedGenerator(
    Generator generator,
    LatentSpace space,
    ImmutableList<String> labels,
    Optional<Discriminator> discriminator,
    Optional<Provenance> provenance) {
  /** Bounds the memory that the layers' outputs take. */
  private static final int AT_ONCE = 256;

  /**
   * Checks that the two networks belong together.
   *
   * @param generator makes the images
   * @param space what its latents are
   * @param labels the names of the classes, in their order
   * @param discriminator what it was trained against
   * @param provenance how it was made
   * @throws IllegalArgumentException if the samples that the discriminator judges are of another
   *     shape than those that the generator makes; if the latents are of another size than it
   *     takes, or have another number of classes than there are names
   */
  public TrainedGenerator {
    checkArgument(
        space.size() == generator.latentSize(),
        "the generator takes latents of %s values, not of %s",
        generator.latentSize(),
        space.size());
    checkArgument(
        space.classes() == 0 || labels.isEmpty() || labels.size() == space.classes(),
        "the generator draws %s classes, and %s names are given: name each",
        space.classes(),
        labels.size());
    discriminator.ifPresent(
        judge ->
            checkArgument(
                judge.sampleShape().equals(generator.sampleShape()),
                "the generator makes samples of %s and the discriminator judges samples of %s: use"
                    + " two that were trained together",
                generator.sampleShape(),
                judge.sampleShape()));
  }

  /**
   * {@return a generator with nothing but its latents}
   *
   * @param generator that was trained
   * @param kind the distribution that its latents were drawn from
   */
  public static TrainedGenerator of(Generator generator, Latents kind) {
    return of(generator, LatentSpace.of(kind, generator.latentSize()));
  }

  /**
   * {@return a generator with nothing but its latents}
   *
   * @param generator that was trained
   * @param space what its latents are, as {@code GanTrainer.latentSpace()} says
   * @throws IllegalArgumentException if they are of another size than it takes
   */
  public static TrainedGenerator of(Generator generator, LatentSpace space) {
    return new TrainedGenerator(
        generator, space, ImmutableList.of(), Optional.empty(), Optional.empty());
  }

  /**
   * {@return the generator in a file, with all that it takes to draw with it}
   *
   * <p>Nothing in the file is run, and what it claims is checked before memory is taken for it. Of
   * the classes that it names, those of Deeplearning4j's layers are loaded, and those given here.
   *
   * @param file that {@code gan export} or {@link #save} wrote
   * @param own classes of the application's that its networks are made of: layers, activation
   *     functions, constraints and so on
   * @throws org.gan4j.GanException if it is missing, damaged, something else, or of a later
   *     version, or names a class that is not given
   */
  public static TrainedGenerator load(Path file, Class<?>... own) {
    return Artefact.read(file, own);
  }

  /**
   * {@return this with the names of its classes}
   *
   * @param names in the order of the classes
   */
  public TrainedGenerator withLabels(List<String> names) {
    return new TrainedGenerator(
        generator, space, ImmutableList.copyOf(names), discriminator, provenance);
  }

  /**
   * {@return this with the discriminator, which finds the best of many images: {@link BestSamples}}
   *
   * @param judge that was trained with the generator
   * @throws IllegalArgumentException if it judges images of another shape
   */
  public TrainedGenerator withDiscriminator(Discriminator judge) {
    return new TrainedGenerator(generator, space, labels, Optional.of(judge), provenance);
  }

  /**
   * {@return this with how it was made}
   *
   * @param made the model, the data and so on
   */
  public TrainedGenerator withProvenance(Provenance made) {
    return new TrainedGenerator(generator, space, labels, discriminator, Optional.of(made));
  }

  /** {@return the distribution that its noise was drawn from in training} */
  public Latents kind() {
    return space.kind();
  }

  /**
   * {@return the latents that {@link #generate(int, long)} draws from, and {@code gan generate}
   * too: if there are classes, all of them in turn}
   *
   * @param seed the same seed gives the same latents
   */
  public LatentSource latents(long seed) {
    return space.source(drawn(seed));
  }

  /**
   * {@return the latents that {@link #generate(int, long, String)} draws from}
   *
   * @param seed the same seed gives the same noise, whatever the class is
   * @param label the name of a class, or its number from 0
   * @throws IllegalArgumentException if there is no such class
   */
  public LatentSource latents(long seed, String label) {
    return latents(seed, classOf(label));
  }

  /**
   * {@return as {@link #latents(long, String)}, by the number of a class, whatever its name is}
   *
   * @param seed the same seed gives the same noise, whatever the class is
   * @param label from 0
   * @throws IllegalArgumentException if there is no such class
   */
  public LatentSource latents(long seed, int label) {
    return space.source(drawn(seed), label);
  }

  private static long drawn(long seed) {
    return Seeds.derive(seed, "generated images");
  }

  /**
   * {@return the number of a class, from 0}
   *
   * @param label its name, or its number
   * @throws IllegalArgumentException if there is no such class, or there are none to choose from
   */
  public int classOf(String label) {
    return ClassNames.of(space.classes(), labels).number(label);
  }

  /**
   * {@return new images {@code [count, channels, height, width]}, or other samples {@code [count,
   * size]}, values in the generator's {@link Generator#valueRange()}; the array is the caller's,
   * who may close it}
   *
   * <p>They are the images of {@code gan generate --count COUNT --seed SEED}, and the first of more
   * images of that seed, to within the rounding of the last bits. Beside them, memory for 256
   * images is used.
   *
   * @param count how many, at least 1
   * @param seed the same seed draws the same images
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public INDArray generate(int count, long seed) {
    return generate(latents(seed), count);
  }

  private INDArray generate(LatentSource latents, int count) {
    INDArray first = images(latents, Math.min(count, AT_ONCE));
    return count <= AT_ONCE ? first : all(first, latents, count);
  }

  /**
   * {@return new images of one class, as {@link #generate(int, long)}. The same seed draws each
   * class from the same noise: often in the same style}
   *
   * @param count how many, at least 1
   * @param seed the same seed draws the same images
   * @param label the name of the class, or its number from 0
   * @throws IllegalArgumentException if there is no such class
   */
  public INDArray generate(int count, long seed, String label) {
    return generate(latents(seed, label), count);
  }

  /**
   * {@return new images, one of each class that is asked for, in that order}
   *
   * @param classes of the images, from 0, as often as wanted
   * @param seed the same seed draws the same images
   * @throws IllegalArgumentException if there is no such class, or none is asked for
   */
  public INDArray generate(int[] classes, long seed) {
    return generate(space.source(drawn(seed), classes), classes.length);
  }

  private INDArray images(LatentSource latents, int count) {
    try (INDArray some = latents.sample(count)) {
      return generator.generate(some);
    }
  }

  private INDArray all(INDArray first, LatentSource latents, int count) {
    INDArray all = NativeArrays.empty(first.dataType(), generator.sampleShape().batch(count));
    put(first, all, 0);
    for (int made = AT_ONCE; made < count; made += AT_ONCE) {
      put(images(latents, Math.min(AT_ONCE, count - made)), all, made);
    }
    return all;
  }

  private static void put(INDArray images, INDArray all, long at) {
    try (images) {
      all.get(NDArrayIndex.interval(at, at + images.size(0))).assign(images);
    }
  }

  /**
   * Writes all of it into one file, in place of one that may be there, in one step. Networks are in
   * it as Deeplearning4j's model files, without the state of their optimisers.
   *
   * @param file where to, by custom a name that ends in {@code .gan}; missing folders are made
   * @throws org.gan4j.GanException if it cannot be written; what was there is as it was
   */
  public void save(Path file) {
    Artefact.write(this, file);
  }
}

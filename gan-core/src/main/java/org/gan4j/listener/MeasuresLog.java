package org.gan4j.listener;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Suppliers;
import com.google.common.primitives.ImmutableIntArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.ImageFeatures;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.LabelledFeatures;
import org.gan4j.metrics.LabelledStream;
import org.gan4j.metrics.Measures;
import org.gan4j.train.Run;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Measures generators beside a fixed set of real images, and appends one line of JSON each time:
 * {@code step}, {@code images} (real images seen), and {@link Measures#values()} of the generator
 * that is trained; those of further generators are objects of their names. Latents are the same
 * each time. A number that is not finite is written as a string, as in {@link MetricsLog}. For use
 * with {@link Every#every}.
 *
 * <pre>{@code
 * MeasuresLog log = new MeasuresLog(evaluator, generator, someImages, () -> latents.source(100, 7), file);
 * trainer.listen(every(1000, log));
 * }</pre>
 */
public final class MeasuresLog implements Consumer<Run> {
  private final Generator generator;
  private final Function<Generator, Measures> measure;
  private final JsonLines log;
  private final Map<String, Generator> others = new LinkedHashMap<>();
  private Consumer<Measures> listener = measures -> {};

  /**
   * Creates a log.
   *
   * @param evaluator compares
   * @param generator that is trained
   * @param real images of the trainer's shape, of which there will be as many generated ones; read
   *     once, when they are first needed
   * @param latents gives a new source each time, which gives the same latents
   * @param file made if it is not there; its folder has to exist
   */
  public MeasuresLog(
      Evaluator evaluator,
      Generator generator,
      ImageSet real,
      Supplier<LatentSource> latents,
      Path file) {
    this(generator, besideAll(evaluator, real, latents), file);
  }

  private MeasuresLog(Generator generator, Function<Generator, Measures> measure, Path file) {
    this.generator = generator;
    this.measure = measure;
    this.log = new JsonLines(file);
  }

  private static Function<Generator, Measures> besideAll(
      Evaluator evaluator, ImageSet images, Supplier<LatentSource> latents) {
    Supplier<ImageFeatures> real =
        Suppliers.memoize(() -> evaluator.extract(ImageStream.of(images)));
    return measured ->
        evaluator.compare(
            real.get(), evaluator.extract(ImageStream.of(measured, latents.get(), images.size())));
  }

  /**
   * {@return a log of generators that are asked for classes: all in turn, and a line has {@link
   * org.gan4j.metrics.ConditionalMeasures} too. Where these are not as frequent as each other in
   * the data, what is measured of all images together is of others, which are asked for as often as
   * they are there: an even mixture is no fault of the generator's}
   *
   * @param evaluator compares; its extractor tells as many classes apart, or none
   * @param generator that is trained
   * @param real images of the trainer's shape, of which there will be as many generated ones; read
   *     once, when they are first needed
   * @param inTurn the classes of the images that are measured together, such as {@code
   *     real.labels()}; none for all classes in turn, where they are as frequent as each other
   * @param space what the latents are
   * @param seed of the latents, which are the same each time
   * @param file made if it is not there; its folder has to exist
   */
  public static MeasuresLog ofClasses(
      Evaluator evaluator,
      Generator generator,
      LabelledImages real,
      ImmutableIntArray inTurn,
      LatentSpace space,
      long seed,
      Path file) {
    Supplier<LabelledFeatures> features =
        Suppliers.memoize(() -> evaluator.extract(LabelledStream.of(real)));
    Function<Generator, LabelledFeatures> even =
        measured ->
            evaluator.extract(LabelledStream.of(measured, space, space.source(seed), real.size()));
    Function<Generator, ImageFeatures> asInTheData =
        measured ->
            evaluator.extract(
                ImageStream.of(measured, space.source(seed, inTurn.toArray()), real.size()));
    return new MeasuresLog(
        generator,
        inTurn.isEmpty()
            ? measured -> evaluator.compare(features.get(), even.apply(measured))
            : measured ->
                evaluator.compare(
                    features.get(), asInTheData.apply(measured), even.apply(measured)),
        file);
  }

  /**
   * Measures another generator too, for example an average of the one that is trained.
   *
   * @param name of its object in a line
   * @param other of the same images
   * @return this
   * @throws IllegalArgumentException if there is one of that name already
   */
  public MeasuresLog with(String name, Generator other) {
    checkArgument(others.put(name, other) == null, "there are two generators named %s", name);
    return this;
  }

  /**
   * Tells somebody what was measured, after it was logged: of the generator that was added last, if
   * any, else of the one that is trained.
   *
   * @param told is called on the training thread
   * @return this
   */
  public MeasuresLog tell(Consumer<Measures> told) {
    listener = told;
    return this;
  }

  /**
   * Measures, and appends a line. Images of a network that diverged are black, since NaN is the
   * pixel 0: they are measured as such.
   *
   * @param run that has a result
   * @throws GanException if the line cannot be written
   */
  @Override
  public void accept(Run run) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("step", run.trainer().steps());
    line.put("images", run.imagesSeen());
    Measures measures = measure.apply(generator);
    put(measures, line);
    for (Map.Entry<String, Generator> other : others.entrySet()) {
      measures = measure.apply(other.getValue());
      put(measures, line.putObject(other.getKey()));
    }
    log.append(line);
    listener.accept(measures);
  }

  private static void put(Measures measures, ObjectNode line) {
    measures.values().forEach(line::put);
  }
}

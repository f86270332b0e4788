package org.gan4j.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.ModelSize;
import org.gan4j.models.Recipe;

/**
 * Refuses a training that this machine has no memory for, before anything is allocated, and names
 * the nearest command that it has enough for.
 *
 * @param most bytes that there are
 * @param command that the user gave
 * @param options what it changes in a model's recipe
 * @param own shape of the data without padding; empty where they can be given any size
 */
record MemoryNeeded(
    long most,
    CommandText command,
    UnaryOperator<Recipe> options,
    Supplier<Optional<ImageShape>> own) {
  private static final String SIZE = "--image-size";
  private static final String RECIPE = "--recipe";
  private static final String BATCH = "--batch-size";
  private static final int FEWEST = 8; // in a batch; fewer train badly
  private static final int SIDE = 64;
  private static final int ROOM = 2; // what is counted is the least that a training takes

  /** Another command, and what it would train. */
  private record Other(CommandText command, GanModel model, ImageShape shape) {}

  /**
   * Refuses what does not fit.
   *
   * @param model with the recipe that the user wants
   * @param shape of the images
   * @throws IllegalArgumentException if it takes more memory than there is
   */
  void check(GanModel model, ImageShape shape) {
    ModelSize size = model.size(shape);
    if (size.bytes() > most) {
      throw new IllegalArgumentException(message(model, shape, size));
    }
  }

  private String message(GanModel model, ImageShape shape, ModelSize size) {
    return String.format(
        Locale.ROOT,
        "for images of %s the model %s has %,d parameters, and to train it in batches of %s takes"
            + " %.1f GB of memory or more, of which there are %.1f: %s",
        shape,
        model.name(),
        size.parameters(),
        model.settings().batchSize(),
        size.bytes() / 1e9,
        most / 1e9,
        nearest(model, shape));
  }

  private String nearest(GanModel model, ImageShape shape) {
    Optional<ImageShape> stored = own.get();
    return Stream.concat(
            smallerBatches(model, shape),
            stored
                .map(images -> unpadded(model, images))
                .orElseGet(() -> smallImages(model, shape)))
        .filter(other -> other.model().size(other.shape()).bytes() <= most / ROOM)
        .findFirst()
        .map(other -> "give a smaller --image-size or --batch-size, for example " + other.command())
        .orElse(
            (stored.isPresent() ? "train on smaller images, or " : "")
                + "use a machine that has more");
  }

  private Stream<Other> smallerBatches(GanModel model, ImageShape shape) {
    int first = Integer.highestOneBit(model.settings().batchSize() - 1);
    return IntStream.iterate(first, batch -> batch >= FEWEST, batch -> batch / 2)
        .mapToObj(
            batch ->
                new Other(
                    command.without(Set.of(BATCH)).with(BATCH, String.valueOf(batch)),
                    model.with(recipe -> withBatch(recipe, batch)),
                    shape));
  }

  /** What makes photographs small, in the user's batches or in its own. */
  private Stream<Other> smallImages(GanModel model, ImageShape shape) {
    GanModel small = GanModels.named("dcgan");
    CommandText other =
        withoutRecipeOf(model)
            .without(Set.of("--model", SIZE))
            .with("--model", small.name(), SIZE, String.valueOf(SIDE));
    return inAnyBatches(other, small, new ImageShape(shape.channels(), SIDE, SIDE));
  }

  /** A recipe that a model has by name is no other model's. */
  private CommandText withoutRecipeOf(GanModel model) {
    return command.value(RECIPE).filter(model.others()::containsKey).isPresent()
        ? command.without(Set.of(RECIPE))
        : command;
  }

  /** Data that cannot be made smaller can be left in the size that the model has them in. */
  private Stream<Other> unpadded(GanModel model, ImageShape images) {
    return DataForModel.unasked(model, images).stream()
        .flatMap(
            shape ->
                inAnyBatches(command.without(Set.of(SIZE)), GanModels.named(model.name()), shape));
  }

  private Stream<Other> inAnyBatches(CommandText other, GanModel model, ImageShape shape) {
    return Stream.of(
        new Other(other, model.with(options), shape),
        new Other(
            other.without(Set.of(BATCH)),
            model.with(own -> withBatch(options.apply(own), own.settings().batchSize())),
            shape));
  }

  private static Recipe withBatch(Recipe recipe, int batch) {
    return recipe.withSettings(recipe.settings().withBatchSize(batch));
  }
}

package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Stopwatch;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gan4j.LatentSpace;
import org.gan4j.data.Clusters;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.draw.ClassNames;
import org.gan4j.models.GanKind.Labels;
import org.gan4j.models.GanModel;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;

/**
 * A model with as many classes as its data have, and the data with these classes.
 *
 * @param model to be trained
 * @param images to train it on, labelled where it needs labels
 * @param classes their names, none if the model draws none
 */
record ModelOfData(GanModel model, ImageSet images, List<String> classes) {
  /** Fewer images are no cluster that says how images of it vary. */
  private static final int IMAGES_OF_A_CLUSTER = 20;

  private static final int MOST_NAMED = 10; // of classes that are missing

  /**
   * Returns a model fitted to data.
   *
   * @param clusters how many are to be found, if the user says; if the model finds clusters
   * @param seed of these
   * @param say is told what was found
   * @throws IllegalArgumentException if the data have no classes and the model needs some; the
   *     message says which data have
   */
  static ModelOfData of(
      GanModel model,
      DataSpec data,
      ImageSet images,
      OptionalInt clusters,
      long seed,
      Consumer<String> say) {
    Labels labels = model.kind().labels();
    checkArgument(
        clusters.isEmpty() || labels == Labels.CLUSTERS,
        "the model %s groups no images, so that --clusters has nothing to say: leave it out, or use"
            + " the model narrow-clusters",
        model.name());
    return switch (labels) {
      case NONE ->
          new ModelOfData(model, images, ClassNames.of(model.classes(), List.of()).names());
      case OF_THE_DATA -> labelled(model, data, images, say);
      case CLUSTERS -> {
        int count = clusters.orElse(fitting(model.classes(), images.size()));
        yield clustered(model.forClasses(count), images, seed, say);
      }
    };
  }

  private static ModelOfData labelled(
      GanModel model, DataSpec data, ImageSet images, Consumer<String> say) {
    checkArgument(
        images instanceof LabelledImages,
        "the model %s draws the class that it is asked for, and %s has no classes: use data that"
            + " have some (%s), or the model narrow",
        model.name(),
        data.text(),
        DataKind.labelledList());
    LabelledImages labelled = (LabelledImages) images;
    checkArgument(
        labelled.classes() > 1,
        "the model %s draws the class that it is asked for, and all images of %s are of one class:"
            + " use data with two at least, or the model narrow",
        model.name(),
        data.text());
    List<String> names = data.source().classes(labelled);
    tellEmpty(names, labelled, say);
    return new ModelOfData(model.forClasses(labelled.classes()), images, names);
  }

  /** Who draws a class that has no image gets what nobody has shown the generator. */
  private static void tellEmpty(List<String> names, LabelledImages images, Consumer<String> say) {
    ImmutableIntArray labels = images.labels();
    List<String> empty =
        IntStream.range(0, names.size())
            .filter(label -> !labels.contains(label))
            .mapToObj(names::get)
            .toList();
    if (!empty.isEmpty()) {
      say.accept(
          "%d of %d classes have no image, and what is drawn of them will mean nothing: %s"
              .formatted(
                  empty.size(),
                  names.size(),
                  empty.stream().limit(MOST_NAMED).collect(joining(", "))
                      + (empty.size() > MOST_NAMED ? " and so on" : "")));
    }
  }

  private static ModelOfData clustered(
      GanModel model, ImageSet images, long seed, Consumer<String> say) {
    Stopwatch time = Stopwatch.createStarted();
    LabelledImages grouped = Clusters.of(images, model.classes(), seed);
    say.accept(
        "%,d images in %d clusters, %.1f to %.1f %% of them each, found in %.1f s"
            .formatted(
                images.size(),
                grouped.classes(),
                100 * grouped.shares().stream().min().orElseThrow(),
                100 * grouped.shares().stream().max().orElseThrow(),
                time.elapsed().toMillis() / 1e3));
    return new ModelOfData(model, grouped, ClassNames.of(grouped.classes(), List.of()).names());
  }

  private static int fitting(int usual, int images) {
    return Math.max(2, Math.min(usual, images / IMAGES_OF_A_CLUSTER));
  }

  /** Returns what the generator's latents are: it draws as many of a cluster as the data have. */
  LatentSpace latents() {
    boolean drawsShares = model.kind().labels() == Labels.CLUSTERS;
    return drawsShares
        ? model.latents().withShares(((LabelledImages) images).shares())
        : model.latents();
  }

  /** Returns the same with another model, of the same kind and for the same classes. */
  ModelOfData with(GanModel other) {
    return new ModelOfData(other, images, classes);
  }
}

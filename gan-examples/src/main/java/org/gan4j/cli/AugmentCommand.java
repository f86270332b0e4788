package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.cli.info.Table;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenData;
import org.gan4j.cli.option.UnusedFolder;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;
import org.gan4j.run.DataSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Fills the rare classes of data with generated images. */
@Command(
    name = "augment",
    description = "Fill the rare classes of data up with generated images, in a new folder.")
final class AugmentCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "PATH",
      description = "The folder that gan train wrote, or a file that gan export wrote.")
  private Path run;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "The data to fill up, of the classes that the generator knows.")
  private String dataName;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "N",
      converter = AtLeastOne.OfInt.class,
      description = "Images that each class is to have at least; real ones are all kept.")
  private int wanted;

  @Option(
      names = "--classifier",
      paramLabel = "NAME",
      description =
          "What tells whether generated images are of their class: mnist or digits, which come with"
              + " the program, or a file of gan train-classifier (default: that of the data, if"
              + " there is one).")
  private String classifier;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same images (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "A new folder: a folder for each class with real-NNNNNN.png and generated-NNNNNN.png, and"
              + " a list of all, augmented.csv.")
  private Path out;

  @Mixin private Choice choice;

  @Override
  public void run() {
    Trained trained = Trained.open(run, choice, gan.err()::println);
    UnusedFolder.at(out);
    DataSpec data = trained.reading(GivenData.parse(dataName)).showing(new ShownReading(gan));
    LabelledImages images = images(trained, data);
    Optional<FeatureExtractor> judge = judge(trained, data, images.shape());
    AugmentedFolder folder = folder(images, trained.classes().names());
    Table table =
        new Table()
            .row(
                "CLASS",
                "REAL",
                "GENERATED",
                "ACCURACY",
                "OF REAL ONES",
                "NEAREST REAL",
                "OF REAL ONES");
    Generator generator = trained.generator();
    for (int label = 0; label < images.classes(); label++) {
      fill(trained, generator, judge, images, label, folder, table);
    }
    folder.writeList();
    table.print(gan.out());
    gan.out().println(out);
  }

  private AugmentedFolder folder(LabelledImages images, List<String> classes) {
    ClassFolders folders = ClassFolders.of(classes);
    folders.told(IntStream.range(0, images.classes())).ifPresent(gan.err()::println);
    return new AugmentedFolder(out, folders);
  }

  /** Returns the data in the size and the colours of the generator's images. */
  private LabelledImages images(Trained trained, DataSpec data) {
    checkArgument(
        trained.shape() instanceof ImageShape, "samples of %s are no images", trained.shape());
    ImageSet images = data.open(Optional.of((ImageShape) trained.shape()));
    checkArgument(
        images instanceof LabelledImages,
        "%s has no classes that could be filled: give a folder with a folder for each class",
        dataName);
    LabelledImages labelled = (LabelledImages) images;
    List<String> names = data.source().classes(labelled);
    trained.classes().number("0"); // says that there are none, if it is so
    checkArgument(
        names.equals(trained.classes().names()),
        "the generator draws the classes %s, and %s has the classes %s: train it on these data",
        String.join(", ", trained.classes().names()),
        dataName,
        String.join(", ", names));
    checkArgument(
        images.shape().equals(trained.shape()),
        "the generator draws images of %s, and those of %s are of %s: give the data that it was"
            + " trained on",
        trained.shape(),
        dataName,
        images.shape());
    ImmutableIntArray labels = labelled.labels();
    for (int label = 0; label < names.size(); label++) {
      checkArgument(
          labels.contains(label),
          "there is no image of the class %s: a class cannot be made of nothing",
          names.get(label));
    }
    return labelled;
  }

  /** Returns who tells classes apart; without one, says so and what to do. */
  private Optional<FeatureExtractor> judge(Trained trained, DataSpec data, ImageShape shape) {
    FeatureExtractor judge =
        classifier == null
            ? Extractors.standard(data, shape, nobodyAsks -> {})
            : Extractors.named(classifier, shape);
    Optional<String> difference = Extractors.difference(judge, trained.classes().names());
    checkArgument(
        difference.isEmpty(),
        "these classes cannot be told by that classifier: %s; give another --classifier",
        difference.orElse(""));
    if (Extractors.classes(judge).isPresent()) {
      return Optional.of(judge);
    }
    gan.err()
        .printf(
            "whether generated images are of their class is not measured, as there is no classifier"
                + " for these data: gan train-classifier --data %s --out FILE makes one, which"
                + " --classifier FILE takes%n",
            dataName);
    return Optional.empty();
  }

  private void fill(
      Trained trained,
      Generator generator,
      Optional<FeatureExtractor> judge,
      LabelledImages images,
      int label,
      AugmentedFolder folder,
      Table table) {
    String name = trained.classes().names().get(label);
    ImageSet real = Calibration.only(images, label);
    int missing = Math.max(0, wanted - real.size());
    folder.write(real, label, "real");
    if (missing == 0) {
      table.row(name, real.size(), 0, "", "", "", "");
      return;
    }
    ImageStream drawn = ImageStream.of(generator, trained.latents(seed, label), missing);
    ImageSet made = DrawnImages.of(drawn);
    folder.write(made, label, "generated");
    Optional<Recognition> recognition = judge.map(one -> Recognition.of(one, made, real, label));
    Nearness nearness = Nearness.of(made, real);
    table.row(
        name,
        real.size(),
        missing,
        recognition.map(one -> Recognition.percent(one.generated())).orElse("-"),
        recognition.map(one -> Recognition.percent(one.real())).orElse("-"),
        String.format(Locale.ROOT, "%.0f", nearness.generated()),
        nearness.real().isPresent()
            ? String.format(Locale.ROOT, "%.0f", nearness.real().getAsDouble())
            : "");
    Stream.of(recognition.flatMap(Recognition::warning), nearness.warning())
        .flatMap(Optional::stream)
        .forEach(text -> gan.err().println("class " + name + ": " + text));
  }
}

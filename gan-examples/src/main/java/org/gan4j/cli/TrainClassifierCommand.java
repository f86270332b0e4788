package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.Version;
import org.gan4j.classifier.Classifier;
import org.gan4j.classifier.ClassifierInfo;
import org.gan4j.classifier.ClassifierTraining;
import org.gan4j.cli.info.ClassifierExplainer;
import org.gan4j.cli.option.AtLeastOne;
import org.gan4j.cli.option.Overwriting;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.models.ClassifierNetwork;
import org.gan4j.run.DataKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Trains a classifier, whose features generated images are measured by. */
@Command(
    name = "train-classifier",
    description = "Train a classifier of labelled images into one file, to measure generators by.")
final class TrainClassifierCommand implements Runnable {
  private static final String EXTENSION = ".classifier";

  @ParentCommand private Gan gan;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Images with classes, as gan train names them: ${COMPLETION-CANDIDATES}.",
      completionCandidates = DataKind.Labelled.class)
  private String data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "NAME.classifier; reports call the classifier NAME.")
  private Path out;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "6",
      converter = AtLeastOne.OfInt.class,
      description = "How often each image is looked at (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same file (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private Overwriting overwriting;

  @Override
  public void run() {
    String file = out.toString();
    checkArgument(
        file.endsWith(EXTENSION) && !out.endsWith(EXTENSION),
        "--out is a name that ends in %s, which %s does not",
        EXTENSION,
        file);
    overwriting.check(out); // before a training, which takes minutes
    ClassifierData opened = ClassifierData.open(data, seed);
    Classifier classifier = tested(trained(opened.images().train()), opened);
    classifier.save(out);
    gan.out().println(ClassifierExplainer.accuracy(classifier.info()));
    gan.out().println(out);
  }

  private MultiLayerNetwork trained(LabelledImages images) {
    MultiLayerNetwork network = ClassifierNetwork.of(images.shape(), images.classes(), seed);
    ClassifierTraining training = new ClassifierTraining(epochs, seed);
    try (ImageProgress progress = new ImageProgress(gan, "learnt", training.shown(images))) {
      return training.train(network, images, progress::add);
    }
  }

  private Classifier tested(MultiLayerNetwork network, ClassifierData opened) {
    String name = out.getFileName().toString();
    String stem = name.substring(0, name.length() - EXTENSION.length());
    LabelledImages test = opened.images().test();
    ImageShape shape = test.shape();
    FeatureExtractor extractor =
        FeatureExtractor.of(network, stem, shape, ClassifierTraining.RANGE);
    return Classifier.of(
        network,
        new ClassifierInfo(
            stem,
            opened.name(),
            shape,
            ClassifierTraining.RANGE,
            opened.classes(),
            Classifier.accuracy(extractor, test),
            test.size(),
            epochs,
            seed,
            Version.current()));
  }
}

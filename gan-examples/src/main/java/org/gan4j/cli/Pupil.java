package org.gan4j.cli;

import com.google.common.primitives.ImmutableLongArray;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.Seeds;
import org.gan4j.classifier.Classifier;
import org.gan4j.classifier.ClassifierTraining;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.LabelledSet;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.LabelledStream;
import org.gan4j.metrics.Spread;
import org.gan4j.models.ClassifierNetwork;

/**
 * A classifier as {@code gan train-classifier} trains it, which learns from generated images and is
 * tested with real ones (Shmelkov, Schmid and Alahari, "How good is my GAN?", 2018). It can know no
 * more than the generator shows it.
 *
 * @param real images that the generator was trained on
 * @param test images that it was not trained on
 * @param seeds each of a classifier and of what it learns from
 * @param gan whose streams to tell about progress on
 */
record Pupil(LabelledImages real, LabelledImages test, ImmutableLongArray seeds, Gan gan) {
  private static final int EPOCHS = 6; // as gan train-classifier

  /** What classifiers learn from. */
  interface Lessons {
    LabelledImages images(long seed);
  }

  /** Learns from real images. */
  LearntFrom fromReal() {
    return from("real", seed -> real);
  }

  /**
   * Learns from as many generated images, of which the first is asked to be of the class of the
   * first real one, and so on: so that the images alone differ.
   *
   * @param space what the generator's latents are
   */
  LearntFrom fromGenerated(Generator generator, LatentSpace space) {
    return from("generated", seed -> drawn(generator, space, seed));
  }

  private LearntFrom from(String name, Lessons lessons) {
    double[] accuracies =
        seeds.stream().mapToDouble(seed -> accuracy(lessons.images(seed), seed)).toArray();
    return new LearntFrom(name, real.size(), test.size(), Spread.of(accuracies));
  }

  private double accuracy(LabelledImages images, long seed) {
    MultiLayerNetwork network = ClassifierNetwork.of(images.shape(), images.classes(), seed);
    ClassifierTraining training = new ClassifierTraining(EPOCHS, seed);
    try (ImageProgress progress = new ImageProgress(gan, "learnt", training.shown(images))) {
      MultiLayerNetwork trained = training.train(network, images, progress::add);
      return Classifier.accuracy(
          FeatureExtractor.of(trained, "pupil", test.shape(), ClassifierTraining.RANGE), test);
    }
  }

  /** Draws images of the classes of the real ones, in their order. */
  LabelledImages drawn(Generator generator, LatentSpace space, long seed) {
    int[] labels = real.labels().toArray();
    long own = Seeds.derive(seed, "generated images to learn from");
    try (ImageProgress progress = new ImageProgress(gan, "drawn", real.size())) {
      LabelledStream asked =
          LabelledStream.of(generator, space, space.source(own, labels), labels.length);
      return new LabelledSet(
          DrawnImages.of(new CountedLabels(asked, progress)), asked.labels(), asked.classes());
    }
  }
}

package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.NativeArrays;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.Features;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How many images a classifier knows. */
final class Accuracy {
  private static final int AT_ONCE = 256; // bounds the memory of the layers

  private Accuracy() {}

  /** Returns how many classes a classifier tells apart. */
  static int classes(FeatureExtractor classifier) {
    try (INDArray image = Nd4j.zeros(DataType.FLOAT, classifier.shape().batch(1));
        Features features = classifier.extract(image)) {
      return (int) probabilities(classifier, features).size(1);
    }
  }

  private static INDArray probabilities(FeatureExtractor classifier, Features features) {
    return features
        .probabilities()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' gives no probabilities: use a network that ends in softmax"
                        .formatted(classifier.name())));
  }

  static double of(FeatureExtractor classifier, LabelledImages images) {
    checkArgument(
        classifier.shape().equals(images.shape()),
        "the classifier '%s' takes images of %s, and these are of %s: bring them to that size",
        classifier.name(),
        classifier.shape(),
        images.shape());
    int classes = classes(classifier);
    checkArgument(
        classes == images.classes(),
        "the classifier '%s' tells %s classes apart, and these images have %s",
        classifier.name(),
        classes,
        images.classes());
    int right = 0;
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      right += right(classifier, images, from, Math.min(AT_ONCE, images.size() - from));
    }
    return (double) right / images.size();
  }

  private static int right(
      FeatureExtractor classifier, LabelledImages images, int from, int count) {
    try (LabelledBatch batch = LabelledBatch.of(images, from, count, classifier.range());
        Features features = classifier.extract(batch.images())) {
      double[] all = NativeArrays.values(probabilities(classifier, features));
      int right = 0;
      for (int i = 0; i < count; i++) {
        right += mostProbable(all, i, images.classes()) == batch.labels().get(i) ? 1 : 0;
      }
      return right;
    }
  }

  private static int mostProbable(double[] all, int row, int classes) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      best = all[row * classes + i] > all[row * classes + best] ? i : best;
    }
    return best;
  }
}

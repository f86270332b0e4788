package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.listener.MeasuresLog;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** The Java in docs/measures.md runs here. */
class MeasuresGuideTest {
  // region measure
  static Measures measure(Generator generator, ImageSet images, int count) {
    FeatureExtractor extractor = FeatureExtractor.pixels(images.shape(), 7, 7);
    Evaluator evaluator = new Evaluator(extractor, 1);
    LatentSource latents = Latents.NORMAL.source(generator.latentSize(), 2);
    return evaluator.compare(ImageStream.of(images), ImageStream.of(generator, latents, count));
  }

  // endregion

  // region classes
  static ConditionalMeasures measure(
      Generator generator, LatentSpace space, LabelledImages images, FeatureExtractor classifier) {
    Evaluator evaluator = new Evaluator(classifier, 1);
    LabelledStream drawn = LabelledStream.of(generator, space, space.source(2), images.size());
    Measures measures =
        evaluator.compare(evaluator.extract(LabelledStream.of(images)), evaluator.extract(drawn));
    return measures.conditional().orElseThrow();
  }

  // endregion

  // region listen
  static RunListener measuring(Generator generator, ImageSet someImages, Latents kind, Path file) {
    Evaluator evaluator = new Evaluator(Classifier.shipped("mnist"), 1);
    Supplier<LatentSource> same = () -> kind.source(generator.latentSize(), 7);
    return every(1000, new MeasuresLog(evaluator, generator, someImages, same, file));
  }

  // endregion

  @Test
  void listenerIsMade() {
    DrawnDigits digits = DrawnDigits.of(9, 1);
    assertThat(measuring(generator(digits.shape()), digits, Latents.NORMAL, Path.of("x")))
        .isNotNull();
  }

  @Test
  void generatorIsMeasuredBesideImages() {
    DrawnDigits digits = DrawnDigits.of(60, 1);
    Generator generator = generator(digits.shape());
    assertThat(measure(generator, digits, 50).origin().generated()).isEqualTo(50);
  }

  @Test
  void generatorOfClassesIsMeasuredBesideThem() {
    DrawnDigits digits = DrawnDigits.of(60, 1);
    LatentSpace space = new LatentSpace(Latents.NORMAL, 2, 10, 0);
    Generator generator = generator(digits.shape(), space.size());
    assertThat(measure(generator, space, digits, Classifier.shipped("digits")).each()).hasSize(10);
  }

  private static Generator generator(ImageShape shape) {
    return generator(shape, 2);
  }

  private static Generator generator(ImageShape shape, int latents) {
    return Generator.of(
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new DenseLayer.Builder()
                        .nIn(latents)
                        .nOut(784)
                        .activation(Activation.SIGMOID)
                        .build())
                .build()),
        shape);
  }
}

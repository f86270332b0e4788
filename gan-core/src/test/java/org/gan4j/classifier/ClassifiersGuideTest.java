package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledSplit;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.Measures;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** The Java in docs/classifiers.md runs here. */
class ClassifiersGuideTest {
  // region measure-by-classifier
  static Measures measure(Generator generator, LatentSource latents, ImageSet digits) {
    Evaluator evaluator = new Evaluator(Classifier.shipped("mnist"), 1);
    ImageStream generated = ImageStream.of(generator, latents, digits.size());
    return evaluator.compare(ImageStream.of(digits), generated);
  }

  // endregion

  // region train-classifier
  static Classifier train(MultiLayerNetwork logits, LabelledSplit images, ClassifierInfo info) {
    ClassifierTraining training = new ClassifierTraining(info.epochs(), info.seed());
    return Classifier.of(training.train(logits, images.train(), count -> {}), info);
  }

  // endregion

  @Test
  void generatorIsMeasuredByTheShippedClassifier() {
    DrawnDigits digits = DrawnDigits.of(60, 1);
    DenseLayer layer =
        new DenseLayer.Builder().nIn(2).nOut(784).activation(Activation.SIGMOID).build();
    Generator generator =
        Generator.of(
            new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list(layer).build()),
            digits.shape());
    Measures measures = measure(generator, Latents.NORMAL.source(2, 2), digits);
    assertThat(measures.origin().generated()).isEqualTo(60);
    assertThat(measures.origin().extractor()).isEqualTo("mnist-1");
  }

  @Test
  void ownNetworksAreTrained() {
    Lights lights = new Lights(60, 2, 0);
    ClassifierInfo info =
        new ClassifierInfo(
            "x", "x", lights.shape(), ValueRange.UNIT, List.of("a", "b"), 0, 1, 1, 7, "0.1.0");
    LabelledSplit split = LabelledSplit.of(lights, 0.5, 1);
    assertThat(train(Lights.network(2, Activation.IDENTITY), split, info).info()).isEqualTo(info);
  }
}

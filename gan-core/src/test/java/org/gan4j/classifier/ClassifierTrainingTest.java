package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Precision;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.metrics.FeatureExtractor;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class ClassifierTrainingTest {
  private static final Lights IMAGES = new Lights(300, 3, 0);

  private static MultiLayerNetwork logits() {
    return Lights.network(3, Activation.IDENTITY);
  }

  private static MultiLayerNetwork trained(int epochs, long seed) {
    return new ClassifierTraining(epochs, seed).train(logits(), IMAGES, images -> {});
  }

  @Test
  void whatItHasNotSeenIsToldApart() {
    FeatureExtractor classifier =
        FeatureExtractor.of(trained(40, 1), "x", IMAGES.shape(), ClassifierTraining.RANGE);
    assertThat(Classifier.accuracy(classifier, new Lights(90, 3, 1000))).isBetween(0.9, 1.0);
  }

  @Test
  void theSeedDecidesEverything() {
    Precision.assertSameBits(trained(2, 5).params(), trained(2, 5).params());
    assertThat(trained(2, 6).params()).isNotEqualTo(trained(2, 5).params());
  }

  @Test
  void progressIsToldOfWholeBatchesAndOfFewerImagesThanABatch() {
    List<Integer> told = new ArrayList<>();
    ClassifierTraining twice = new ClassifierTraining(2, 1);
    twice.train(logits(), IMAGES, told::add);
    assertThat(told).containsExactly(128, 128, 128, 128);
    assertThat(twice.shown(IMAGES)).isEqualTo(512);

    told.clear();
    twice.train(logits(), new Lights(50, 3, 0), told::add);
    assertThat(told).containsExactly(50, 50);
    assertThat(twice.shown(new Lights(50, 3, 0))).isEqualTo(100);
  }

  @Test
  void learningRatesFallInAStraightLine() {
    MultiLayerNetwork network = logits();
    List<Double> rates = new ArrayList<>();
    new ClassifierTraining(4, 1)
        .train(
            network,
            new Lights(50, 3, 0),
            images -> rates.add(NetworkEngine.of(network).learningRate().orElseThrow()));
    assertThat(rates).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(rates.get(i)).isCloseTo(0.02 * (4 - i) / 4, within(1e-12));
    }
  }

  @Test
  void wrongArgumentsAreRefused() {
    ClassifierTraining training = new ClassifierTraining(1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.train(logits(), new Lights(9, 1, 0), images -> {}))
        .withMessage(
            "a classifier tells at least 2 classes apart, and all images are of 1: add another"
                + " class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.train(logits(), new Lights(9, 2, 0), images -> {}))
        .withMessage("the network gives [1, 3] for an image; of 2 classes [1, 2] was expected");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                training.train(
                    Lights.network(3, Activation.SOFTMAX), new Lights(9, 3, 0), images -> {}))
        .withMessageContaining("the network ends in");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassifierTraining(0, 1))
        .withMessage("a classifier is trained for at least 1 epoch, not 0");
  }
}

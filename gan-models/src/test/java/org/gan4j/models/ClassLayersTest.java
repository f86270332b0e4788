package org.gan4j.models;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What parameters do not tell of the networks of classes: strides, activations, first weights. */
class ClassLayersTest {
  private static final ImageShape MNIST = ImageShape.gray(28, 28);
  private static final String NARROW_GENERATOR =
      "dense, norm, relu, up 4/2, norm, relu, up 4/2, norm, relu, convolution 3/1 tanh";
  private static final String NARROW_DISCRIMINATOR =
      "convolution 4/2 leaky 0.2, convolution 4/2, norm, leaky 0.2, convolution 3/2, norm, leaky"
          + " 0.2, ";

  private static Layer[] layers(Model network) {
    return network instanceof MultiLayerNetwork chain
        ? chain.getLayers()
        : ((ComputationGraph) network).getLayers();
  }

  private static String words(Model network) {
    return Stream.of(layers(network))
        .map(layer -> words(layer.conf().getLayer()).strip())
        .filter(words -> !words.isEmpty())
        .collect(joining(", "));
  }

  private static String words(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof BatchNormalization) {
      return "norm";
    }
    if (layer instanceof DropoutLayer dropped) {
      return String.format(
          Locale.ROOT, "dropout %.1f", 1 - ((Dropout) dropped.getIDropout()).getP());
    }
    if (layer instanceof ActivationLayer activation) {
      return words(activation.getActivationFn());
    }
    if (layer instanceof ConvolutionLayer kernels) {
      return "%s %s/%s "
              .formatted(
                  layer instanceof Deconvolution2D ? "up" : "convolution",
                  kernels.getKernelSize()[0],
                  kernels.getStride()[0])
          + words(kernels.getActivationFn());
    }
    return layer instanceof BaseLayer dense ? "dense " + words(dense.getActivationFn()) : "";
  }

  private static String words(IActivation activation) {
    return activation
        .toString()
        .replace("identity", "")
        .replaceAll("leakyrelu\\(a=(.*)\\)", "leaky $1");
  }

  private static Model generator(String model) {
    return GanModels.named(model).generator(MNIST, 1).network();
  }

  private static Model discriminator(String model) {
    return GanModels.named(model).discriminator(MNIST, 1).network();
  }

  @Test
  void narrowLayersAreThoseOfTheDocumentation() {
    for (String model : new String[] {"narrow", "narrow-labels", "infogan"}) {
      assertThat(words(generator(model))).as(model).isEqualTo(NARROW_GENERATOR);
    }
    assertThat(words(discriminator("narrow"))).isEqualTo(NARROW_DISCRIMINATOR + "dense");
    assertThat(words(discriminator("narrow-labels")))
        .isEqualTo(NARROW_DISCRIMINATOR + "dense, dense");
    assertThat(words(discriminator("infogan")))
        .isEqualTo(NARROW_DISCRIMINATOR + "dense, dense, dense");
    for (String model : new String[] {"sngan", "wgan-gp"}) {
      assertThat(words(generator(model))).as(model).isEqualTo(NARROW_GENERATOR);
      assertThat(words(discriminator(model)))
          .as(model)
          .isEqualTo(
              "convolution 4/2 leaky 0.2, convolution 4/2 leaky 0.2, convolution 3/2 leaky 0.2,"
                  + " dense");
    }
  }

  @Test
  void conditionalLayersAreThoseOfTheTutorial() {
    assertThat(words(generator("cgan")))
        .isEqualTo(
            "dense, dense leaky 0.2, norm, dense leaky 0.2, norm, dense leaky 0.2, norm, dense"
                + " tanh");
    assertThat(words(discriminator("cgan")))
        .isEqualTo(
            "dense, dense leaky 0.2, dense leaky 0.2, dropout 0.4, dense leaky 0.2, dropout 0.4,"
                + " dense");
  }

  @Test
  void auxiliaryLayersAreThoseOfKerasExample() {
    assertThat(words(generator("acgan")))
        .isEqualTo("dense, dense relu, up 5/1 relu, norm, up 5/2 relu, norm, up 5/2 tanh");
    assertThat(words(discriminator("acgan")))
        .isEqualTo(
            "convolution 3/2 leaky 0.2, dropout 0.3, convolution 3/1 leaky 0.2, dropout 0.3,"
                + " convolution 3/2 leaky 0.2, dropout 0.3, convolution 3/1 leaky 0.2, dropout 0.3,"
                + " dense, dense");
  }

  /** What the second input is multiplied with comes before the layers, not beside them. */
  @Test
  void droppedValuesAreThoseThatTheNextLayerSees() {
    ComputationGraph network = (ComputationGraph) discriminator("cgan");
    assertThat(network.getConfiguration().getVertexInputs().get("dense3"))
        .containsExactly("dropout2");
    assertThat(network.getConfiguration().getVertexInputs().get("score"))
        .containsExactly("dropout3");
  }

  /** Of thousands of weights the deviation is known to a few percent. */
  @ParameterizedTest
  @CsvSource({
    "narrow-labels, generator, 0_W, 0.02",
    "narrow-labels, generator, 3_W, 0.02",
    "narrow-labels, discriminator, convolution3_W, 0.02",
    "narrow-labels, discriminator, features-score_W, 0.02",
    "cgan, generator, noise-embedding_W, 0.02887", // uniform on ±0.05
    "cgan, discriminator, image-embedding_W, 0.02887",
    "acgan, generator, noise-embedding_W, 0.13484", // √(2 / (10 + 100))
    "acgan, generator, images7_W, 0.011785", // √(2 / (25 (384 + 192)))
    "acgan, generator, image_W, 0.028717", // √(2 / (25 (96 + 1)))
  })
  void weightsBeginAsTheirAuthorsSay(
      String model, String player, String parameter, double deviation) {
    Model network = player.equals("generator") ? generator(model) : discriminator(model);
    Map<String, INDArray> parameters = network.paramTable();
    INDArray weights = parameters.get(parameter);
    assertThat(weights.stdNumber().doubleValue()).isCloseTo(deviation, within(0.1 * deviation));
    assertThat(weights.meanNumber().doubleValue()).isCloseTo(0, within(0.15 * deviation));
  }

  @Test
  void classLossesOfTheAuxiliaryGameWeighAsInKerasExample() {
    assertThat(GanModels.named("acgan").trainer(MNIST, 1).rules())
        .containsEntry("classWeights", "2.0 0.0 1.0")
        .containsEntry("scheme", "COMBINED")
        .containsEntry("batchSize", "100")
        .containsEntry("latents", "UNIFORM");
    assertThat(GanModels.named("infogan").trainer(MNIST, 1).rules())
        .containsEntry("infoWeights", "1.0 0.1");
  }
}

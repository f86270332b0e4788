package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Samples that are no images, in both players. */
class SampleShapeTest {
  private static final SampleShape POINT = SampleShape.vector(2);

  private static MultiLayerNetwork network(int inputs, int outputs, Activation last) {
    return Networks.network(
        new Sgd(0.1),
        InputType.feedForward(inputs),
        List.of(Networks.dense(4, Activation.TANH), Networks.dense(outputs, last)));
  }

  private static Generator generator(Activation last) {
    return Generator.of(network(3, 2, last), POINT);
  }

  @Test
  void batchOfVectorsHasTwoDimensions() {
    assertThat(POINT.size()).isEqualTo(2);
    assertThat(POINT.batch(7)).containsExactly(7, 2);
    assertThat(POINT).isEqualTo(SampleShape.vector(2)).isNotEqualTo(SampleShape.vector(3));
    assertThat(POINT).hasToString("2 values");
    assertThat(SampleShape.vector(1)).hasToString("1 value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleShape.vector(0))
        .withMessage("a vector has at least 1 value, not 0");
  }

  @Test
  void generatorMakesVectorsAndTakesTheirGradients() {
    MultiLayerNetwork network = network(3, 2, Activation.IDENTITY);
    Generator generator = Generator.of(network, POINT);
    INDArray latents = Networks.normal(1, 5, 3);

    Pass pass = generator.forward(latents);
    INDArray points = pass.output();
    INDArray atLatents = pass.backward(Networks.normal(2, 5, 2)).get(0);

    assertThat(generator.sampleShape()).isEqualTo(POINT);
    assertThat(points.shape()).containsExactly(5, 2);
    assertThat(points.equalsWithEps(network.output(latents), 1e-12)).isTrue();
    assertThat(generator.generate(latents).equalsWithEps(points, 1e-12)).isTrue();
    assertThat(atLatents.shape()).containsExactly(5, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.backward(Networks.normal(2, 5, 2, 1, 1)))
        .withMessageContaining("does not fit the output of the forward pass")
        .withMessageContaining("[batch, 2] was expected");
  }

  @Test
  void rangeOfVectorsFollowsFromTheActivationOrIsUnbounded() {
    assertThat(generator(Activation.IDENTITY).valueRange()).isEqualTo(ValueRange.UNBOUNDED);
    assertThat(generator(Activation.TANH).valueRange()).isEqualTo(ValueRange.SIGNED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generator.of(network(3, 2, Activation.IDENTITY), new ImageShape(2, 1, 1)))
        .withMessageContaining("the range of its images is not known");
  }

  @Test
  void discriminatorJudgesVectors() {
    MultiLayerNetwork network = network(2, 1, Activation.IDENTITY);
    Discriminator discriminator = Discriminator.of(network, POINT);
    INDArray points = Networks.normal(3, 5, 2);

    Pass pass = discriminator.forward(points);
    INDArray scores = pass.output();

    assertThat(discriminator.sampleShape()).isEqualTo(POINT);
    assertThat(scores.equalsWithEps(network.output(points), 1e-12)).isTrue();
    assertThat(pass.inputGradients(scores).get(0).shape()).containsExactly(5, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> discriminator.score(Networks.normal(3, 5, 2, 1, 1)))
        .withMessageContaining("[batch, 2] was expected");
  }

  @Test
  void vectorsAreNoImages() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> generator(Activation.IDENTITY).imageShape())
        .withMessage("samples of 2 values are no images, and only these have pixels");
  }

  @Test
  void imagesAreSamplesToo() {
    Generator generator = Generator.of(Networks.generator(new Sgd(0.1)), Networks.SHAPE);

    assertThat(generator.sampleShape()).isEqualTo(generator.imageShape()).isEqualTo(Networks.SHAPE);
  }

  @Test
  void networksOfAnotherSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generator.of(network(3, 4, Activation.IDENTITY), POINT))
        .withMessage(
            "the generator gives [1, 4] for one latent vector, which is no sample of 2 values: it"
                + " has to give [1, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discriminator.of(network(3, 1, Activation.IDENTITY), POINT))
        .withMessageStartingWith(
            "the network takes no input of shape [1, 2]; its first layer takes")
        .withMessageNotContaining(" and [1, 2]");
  }
}

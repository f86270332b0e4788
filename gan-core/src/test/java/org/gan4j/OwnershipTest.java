package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.data.Batching;
import org.gan4j.data.ByteImages;
import org.gan4j.data.IteratorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What players and sources return belongs to the caller, who can free its memory. */
class OwnershipTest {
  private static final int BATCH = 5;

  private final INDArray latents = Networks.normal(3, BATCH, Networks.LATENT_SIZE).dup();
  private final INDArray images = Networks.normal(4, Networks.SHAPE.batch(BATCH)).dup();
  private final INDArray atScores = Networks.normal(5, BATCH, 1).dup();
  private final INDArray atImages = Networks.normal(6, Networks.SHAPE.batch(BATCH)).dup();

  static Stream<Arguments> discriminators() {
    return Stream.of(
        Arguments.of("dense", Networks.discriminator(new Sgd(0.1))),
        Arguments.of(
            "convolution",
            Networks.discriminator(
                new Sgd(0.1),
                List.of(
                    Networks.convolution(2),
                    Networks.batchNorm(),
                    Networks.activation(Activation.LEAKYRELU),
                    Networks.dropout()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discriminators")
  void arraysOfADiscriminatorCanBeClosedAfterTheirLastUse(String name, MultiLayerNetwork network) {
    Discriminator discriminator = Discriminator.of(network, Networks.SHAPE);
    for (int i = 0; i < 3; i++) {
      free(discriminator.score(images));
      Pass pass = discriminator.forward(images);
      free(pass.inputGradients(atScores).get(0));
      free(pass.backward(atScores).get(0));
      free(pass.output());
      free(discriminator.weights().gradients());
      discriminator.update();
    }
    assertThat(List.of(images, atScores)).noneMatch(INDArray::wasClosed);
  }

  @Test
  void arraysOfAGeneratorCanBeClosedAfterTheirLastUse() {
    Generator generator = Generator.of(Networks.generator(new Sgd(0.1)), Networks.SHAPE);
    for (int i = 0; i < 3; i++) {
      free(generator.generate(latents));
      Pass pass = generator.forward(latents);
      assertThat(pass.output().shape()).isEqualTo(Networks.SHAPE.batch(BATCH));
      free(pass.backward(atImages).get(0));
      free(pass.output());
      free(generator.weights().gradients());
      generator.update();
    }
    assertThat(List.of(latents, atImages)).noneMatch(INDArray::wasClosed);
  }

  @ParameterizedTest
  @EnumSource
  void latentsCanBeClosed(Latents kind) {
    LatentSource source = kind.source(4, 1);
    free(source.sample(3));
    free(source.sample(3));
  }

  @Test
  void batchesCanBeClosedAndTheSourceGoesOn() {
    ImageShape shape = ImageShape.gray(2, 2);
    INDArray all = Nd4j.ones(5, 4);
    for (var source :
        List.of(
            Batching.RANDOM.over(ByteImages.of(shape, new byte[20]), 1),
            IteratorSource.of(List.of(all), shape, ValueRange.UNIT))) {
      for (int i = 0; i < 4; i++) {
        free(source.next(3, ValueRange.SIGNED));
        free(source.next(2, ValueRange.UNIT));
      }
    }
    assertThat(all.wasClosed()).isFalse();
  }

  private static void free(INDArray array) {
    assertThat(array.closeable()).as("an array of its own, no view").isTrue();
    array.close();
    assertThat(array.wasClosed()).isTrue();
  }
}

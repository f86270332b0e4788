package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

class ModelSizeTest {
  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void parametersAreThoseOfTheNetworks(GanModel model) {
    ModelSize size = model.size(model.shape());

    assertThat(size.generatorParameters())
        .isEqualTo(model.generator(model.shape(), 1).network().numParams());
    assertThat(size.discriminatorParameters())
        .isEqualTo(model.discriminator(model.shape(), 1).network().numParams());
    assertThat(size.batchNorm()).isTrue();
  }

  @Test
  void bytesAreThoseOfTheDenseNetworksCountedByHand() {
    long parameters = 1_493_520 + 533_505;
    long layers = 2 * (256 + 512 + 1024) + 784 + 512 + 256 + 1;
    ImageShape mnist = ImageShape.gray(28, 28);
    GanModel model = MlpGan.model();
    GanModel plain = model.with(recipe -> recipe.withOptimiser(new Sgd(0.1)));

    assertThat(model.size(mnist).bytes())
        .as("with gradients, and the two means that Adam keeps")
        .isEqualTo(4 * (4 * parameters + 2 * 128 * layers));
    assertThat(plain.size(mnist).bytes()).isEqualTo(4 * (2 * parameters + 2 * 128 * layers));
  }

  @Test
  void sizeOfNetworksThatNoMachineHoldsIsKnown() {
    long pixels = 3 * 480 * 640;

    assertThat(MlpGan.wideModel().size(ImageShape.rgb(480, 640)).discriminatorParameters())
        .isEqualTo((pixels + 1) * pixels + (pixels + 1) * (pixels / 2) + pixels / 2 + 1);
  }
}

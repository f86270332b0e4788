package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.ByteImages;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Three classes: white in the upper left corner of a picture, the upper right, the lower left. */
class PupilTest {
  private static final ImageShape SHAPE = ImageShape.gray(8, 8);
  private static final LatentSpace SPACE = new LatentSpace(Latents.NORMAL, 2, 3, 0);

  private final Gan gan = gan();

  private static Gan gan() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Gan.commandLine(nowhere, nowhere, false).getCommand();
  }

  private static boolean isWhite(int label, int pixel) {
    boolean low = pixel / 8 >= 4;
    boolean right = pixel % 8 >= 4;
    return low == (label == 2) && right == (label == 1);
  }

  /** Classes are not in turn, and the first is twice as frequent as the others. */
  private static LabelledImages real(int count) {
    byte[] pixels = new byte[count * 64];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 4 % 3);
      for (int pixel = 0; pixel < 64; pixel++) {
        pixels[i * 64 + pixel] = (byte) (isWhite(labels[i], pixel) ? 255 - i % 40 : i % 40);
      }
    }
    return ByteImages.of(SHAPE, pixels).labelled(labels, 3);
  }

  /** Draws the class so many after the one that it is asked for. */
  private static Generator painter(int after) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new DenseLayer.Builder().nIn(5).nOut(64).activation(Activation.SIGMOID).build())
                .build());
    network.init();
    network.params().assign(0);
    INDArray weights = network.getLayer(0).getParam("W");
    for (int asked = 0; asked < 3; asked++) {
      for (int pixel = 0; pixel < 64; pixel++) {
        weights.putScalar(2 + asked, pixel, isWhite((asked + after) % 3, pixel) ? 6 : -6);
      }
    }
    return Generator.of(network, SHAPE, ValueRange.UNIT);
  }

  @Test
  void whatIsLearntIsWhatTheGeneratorDrewOfTheClassesThatItWasAskedFor() {
    Pupil pupil = new Pupil(real(1280), real(90), ImmutableLongArray.of(1, 2), gan);
    LearntFrom right = pupil.fromGenerated(painter(0), SPACE);
    assertThat(right.count()).isEqualTo(1280);
    assertThat(right.test()).isEqualTo(90);
    assertThat(right.accuracy().count()).isEqualTo(2);
    assertThat(right.accuracy().mean()).isBetween(0.9, 1.0);
    assertThat(pupil.fromReal().accuracy().mean()).isBetween(0.9, 1.0);
    assertThat(pupil.fromGenerated(painter(1), SPACE).accuracy().mean())
        .as("every class is drawn as another one")
        .isBetween(0.0, 0.1);
  }

  @Test
  void classesAreThoseOfTheRealImagesInTheirOrder() {
    LabelledImages real = real(300);
    Pupil pupil = new Pupil(real, real(9), ImmutableLongArray.of(1), gan);
    LabelledImages drawn = pupil.drawn(painter(0), SPACE, 1);
    assertThat(drawn.size()).isEqualTo(300);
    byte[] pixels = new byte[64];
    for (int i = 0; i < 300; i++) {
      assertThat(drawn.label(i)).isEqualTo(real.label(i));
      drawn.read(i, pixels, 0);
      for (int pixel = 0; pixel < 64; pixel++) {
        assertThat(pixels[pixel] < 0).isEqualTo(isWhite(real.label(i), pixel));
      }
    }
  }
}

package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.engine.SpectralWeightsTest;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.train.Schedule;
import org.gan4j.train.ScheduledRates;
import org.gan4j.train.Stateful;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** What a trainer makes of spectral normalisation. */
class SpectralNormTest {
  private static final int BATCH = 6;
  private static final double TOLERANCE = 0.02;

  @TempDir private Path folder;

  private static GanSettings settings(UpdateScheme scheme) {
    return GanSettings.defaults()
        .withLoss(Losses.hinge())
        .withBatchSize(BATCH)
        .withSeed(42)
        .withScheme(scheme)
        .withSpectralNorm(true);
  }

  private static GanTrainer trainer(GanSettings settings) {
    return new GanTrainer(generator(), Discriminator.of(judge(), Networks.SHAPE), settings);
  }

  private static Generator generator() {
    return Generator.of(Networks.generator(new Adam(1e-3, 0, 0.9, 1e-8)), Networks.SHAPE);
  }

  private static MultiLayerNetwork judge() {
    return Networks.discriminator(
        new Adam(1e-3, 0, 0.9, 1e-8),
        List.of(
            new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
            new Deconvolution2D.Builder(2, 2)
                .stride(2, 2)
                .nOut(3)
                .activation(Activation.TANH)
                .build(),
            Networks.dense(7, Activation.TANH)));
  }

  private static DrawnBatches real() {
    return new DrawnBatches(
        Networks.SHAPE,
        (number, count) ->
            new Batch(Networks.normal(1000 + number, Networks.SHAPE.batch(count)), List.of()));
  }

  private static void assertNormalised(GanTrainer trainer) {
    for (Layer layer : ((MultiLayerNetwork) trainer.discriminator().network()).getLayers()) {
      assertThat(SpectralWeightsTest.spectralNorm(layer)).isCloseTo(1, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLayerHasTheNormOneAfterTrainingUnderEveryScheme(UpdateScheme scheme) {
    GanTrainer trainer = trainer(settings(scheme).withPenalties(GradientPenalty.wganGp(10)));
    trainer.listen(new ScheduledRates(Schedule.linear(0.5), 100));
    assertNormalised(trainer);
    INDArray before = trainer.discriminator().weights().parameters().dup();

    trainer.fit(real(), 100);

    assertNormalised(trainer);
    assertThat(trainer.discriminator().weights().parameters().distance2(before))
        .isGreaterThan(0.1 * before.norm2Number().doubleValue());
  }

  @Test
  void savedDiscriminatorScoresTheSameInPlainDeeplearning4j() throws IOException {
    GanTrainer trainer = trainer(settings(UpdateScheme.JOINT));
    trainer.fit(real(), 5);
    Path file = folder.resolve("discriminator.zip");
    ModelSerializer.writeModel(trainer.discriminator().network(), file.toFile(), true);

    MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile());

    INDArray images = Networks.normal(5, Networks.SHAPE.batch(BATCH));
    Precision.assertNear(read.output(images), trainer.discriminator().score(images));
  }

  @Test
  void trainerWithoutItKeepsAndSaysNothingOfIt() {
    GanSettings plain = settings(UpdateScheme.JOINT).withSpectralNorm(false);
    GanTrainer trainer = trainer(plain);
    MultiLayerNetwork same = judge();

    assertThat(trainer.stateful()).isEmpty();
    assertThat(trainer.rules()).doesNotContainKey("spectralNorm");
    Precision.assertSameBits(trainer.discriminator().weights().parameters(), same.params());
  }

  @Test
  void trainerWithItSaysSoInItsRules() {
    GanTrainer trainer = trainer(settings(UpdateScheme.JOINT));
    assertThat(trainer.rules()).containsEntry("spectralNorm", "true");
    assertThat(trainer.stateful())
        .extracting(Stateful::stateName)
        .containsExactly("discriminator-spectral-norm");
  }

  @Test
  void stateOfAnotherNetworkIsRefusedAndChangesNothing() throws IOException {
    Stateful state = trainer(settings(UpdateScheme.JOINT)).stateful().get(0);
    byte[] before = written(state);
    GanTrainer other =
        new GanTrainer(
            generator(),
            Discriminator.of(Networks.discriminator(new Adam()), Networks.SHAPE),
            settings(UpdateScheme.JOINT));

    assertThatThrownBy(() -> read(state, written(other.stateful().get(0))))
        .isInstanceOf(IOException.class);
    byte[] bad = before.clone();
    bad[4] = -1; // the sign of the first norm
    assertThatThrownBy(() -> read(state, bad))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("makes no sense");
    assertThat(written(state)).isEqualTo(before);
  }

  private static byte[] written(Stateful state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void read(Stateful state, byte[] bytes) throws IOException {
    state.readState(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void batchNormInTheDiscriminatorIsRefusedByName() {
    Discriminator normal =
        Discriminator.of(
            Networks.discriminator(
                new Adam(), List.of(Networks.dense(7, Activation.TANH), Networks.batchNorm())),
            Networks.SHAPE);

    assertThatThrownBy(() -> new GanTrainer(generator(), normal, settings(UpdateScheme.JOINT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer1")
        .hasMessageContaining("use a discriminator without BatchNorm");
  }

  @Test
  void noNativeMemoryIsLeftBehindByAStep() {
    GanTrainer trainer = trainer(settings(UpdateScheme.JOINT));
    INDArray one = Networks.normal(1000, Networks.SHAPE.batch(BATCH));
    DrawnBatches real =
        new DrawnBatches(Networks.SHAPE, (number, count) -> new Batch(one.dup(), List.of()));
    trainer.fit(real, 20);
    long before = Nd4j.getEnvironment().getDeviceCouner(0); // misspelt in ND4J
    trainer.fit(real, 40);
    long oneSampleAStep = 40L * Networks.SHAPE.size() * Double.BYTES;
    assertThat(Nd4j.getEnvironment().getDeviceCouner(0) - before).isLessThan(oneSampleAStep);
  }
}

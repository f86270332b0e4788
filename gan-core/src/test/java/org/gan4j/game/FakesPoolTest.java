package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class FakesPoolTest {
  private static final ImageShape SHAPE = Networks.SHAPE;

  private static Generator generator() {
    return Generator.of(Networks.generator(new Sgd(0.1)), SHAPE);
  }

  private static Discriminator discriminator() {
    return Discriminator.of(Networks.discriminator(new Sgd(0.1)), SHAPE);
  }

  private static FakesPool pool(int capacity) {
    LatentSpace noise = LatentSpace.of(Latents.NORMAL, Networks.LATENT_SIZE);
    return new FakesPool(capacity, generator(), discriminator(), noise, 7);
  }

  /** Shows a batch of images, each full of its number, and returns the numbers that come back. */
  private static List<Double> shown(FakesPool pool, double first, int count) {
    double[] numbers = DoubleStream.iterate(first, n -> n + 1).limit(count).toArray();
    try (Tape tape = new Tape();
        INDArray images =
            Nd4j.create(numbers, new long[] {count, 1, 1, 1}).broadcast(SHAPE.batch(count))) {
      INDArray before = images.dup();
      INDArray back = pool.exchanged(tape, tape.of(images)).array();
      assertThat(images).isEqualTo(before);
      List<Double> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        assertThat(NativeArrays.values(back.slice(i))).containsOnly(back.getDouble(i, 0, 0, 0));
        all.add(back.getDouble(i, 0, 0, 0));
      }
      return all;
    }
  }

  @Test
  void firstImagesFillThePoolAndAreShownThemselves() {
    FakesPool pool = pool(50);
    assertThat(shown(pool, 0, 50))
        .isEqualTo(DoubleStream.iterate(0, n -> n + 1).limit(50).boxed().toList());
  }

  @Test
  void everyOtherLaterImageIsAnEarlierOneAndNoneComesTwice() {
    FakesPool pool = pool(50);
    shown(pool, 0, 50);
    int earlier = 0;
    Set<Double> all = new HashSet<>();
    Set<List<Boolean>> draws = new HashSet<>();
    for (int batch = 1; batch <= 100; batch++) {
      double first = 50 * batch;
      List<Double> back = shown(pool, first, 50);
      draws.add(back.stream().map(number -> number < first).toList());
      for (double number : back) {
        if (number < first) {
          earlier++;
        }
        assertThat(number).isLessThan(first + 50);
        assertThat(all.add(number)).isTrue();
      }
    }
    // An image of its own batch comes out of the pool now and then.
    assertThat(earlier).isBetween(1700, 2500);
    assertThat(all).hasSize(5000);
    assertThat(draws).hasSize(100); // each batch draws anew
  }

  @Test
  void goesOnFromItsState() throws IOException {
    FakesPool whole = pool(5);
    shown(whole, 0, 3);
    for (int images = 3; images < 20; images += 4) { // partly full, and full
      FakesPool second = pool(5);
      byte[] state = state(whole);
      second.readState(in(state));
      assertThat(state(second)).isEqualTo(state);
      assertThat(shown(second, images, 4)).isEqualTo(shown(whole, images, 4));
    }
  }

  private static byte[] state(FakesPool pool) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pool.writeState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] state) {
    return new DataInputStream(new ByteArrayInputStream(state));
  }

  @Test
  void stateOfALargerPoolIsRefused() throws IOException {
    FakesPool large = pool(6);
    shown(large, 0, 6);
    FakesPool small = pool(5);
    byte[] before = state(small);
    byte[] state = state(large);
    assertThatThrownBy(() -> small.readState(in(state)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a pool of 6 images of 36 values does not fit one of 5");
    assertThat(state(small)).isEqualTo(before);
  }

  private static GanTrainer trainer(UpdateScheme scheme, int pool) {
    return new GanTrainer(
        generator(),
        discriminator(),
        GanSettings.defaults()
            .withBatchSize(6)
            .withSeed(42)
            .withScheme(scheme)
            .withFakesPool(pool));
  }

  private static DrawnBatches real() {
    return new DrawnBatches(
        SHAPE,
        (number, count) -> new Batch(Networks.normal(number, SHAPE.batch(count)), List.of()));
  }

  /** A pool that is never full shows every image as it is. */
  @ParameterizedTest
  @EnumSource
  void discriminatorLearnsOfThePoolAndTheGeneratorOfItsOwnImages(UpdateScheme scheme) {
    GanTrainer none = trainer(scheme, 0);
    GanTrainer large = trainer(scheme, 1000);
    GanTrainer small = trainer(scheme, 1);
    for (GanTrainer each : List.of(none, large, small)) {
      each.fit(real(), 2);
    }
    Precision.assertNear(
        large.discriminator().weights().parameters(), none.discriminator().weights().parameters());
    Precision.assertNear(
        large.generator().weights().parameters(), none.generator().weights().parameters());
    assertThat(
            small
                .discriminator()
                .weights()
                .parameters()
                .distance2(none.discriminator().weights().parameters()))
        .isGreaterThan(1e-4);
    assertThat(none.stateful()).isEmpty();
    assertThat(small.stateful()).hasSize(1);
    assertThat(small.rules()).containsEntry("fakesPool", "1");
    assertThat(none.rules()).doesNotContainKey("fakesPool");
  }

  @Test
  void withoutAPoolThereIsTheSameFlow() {
    try (Tape tape = new Tape()) {
      Flow images = tape.take(Networks.normal(1, SHAPE.batch(2)));
      assertThat(pool(0).exchanged(tape, images)).isSameAs(images);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noBatchIsLeftBehindByAStep(UpdateScheme scheme) {
    GanTrainer trainer = trainer(scheme, 10);
    INDArray one = Networks.normal(1000, SHAPE.batch(scheme.realImages(6)));
    DrawnBatches real = new DrawnBatches(SHAPE, (number, count) -> new Batch(one.dup(), List.of()));
    trainer.fit(real, 20);
    long before = Nd4j.getEnvironment().getDeviceCouner(0); // misspelt in ND4J
    trainer.fit(real, 40);
    assertThat(Nd4j.getEnvironment().getDeviceCouner(0) - before)
        .isLessThan(40L * SHAPE.size() * Double.BYTES);
  }

  @Test
  void gamesOfClassesAreRefused() {
    GanSettings settings = GanSettings.defaults().withFakesPool(50);
    assertThatThrownBy(() -> new ConditionalGanTrainer(generator(), discriminator(), settings, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a pool of earlier images (50) is for games without classes");
  }
}

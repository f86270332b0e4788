package org.gan4j.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.checkpoint.TinyTrainers.bits;
import static org.gan4j.checkpoint.TinyTrainers.discriminator;
import static org.gan4j.checkpoint.TinyTrainers.generator;
import static org.gan4j.checkpoint.TinyTrainers.images;
import static org.gan4j.checkpoint.TinyTrainers.settings;
import static org.gan4j.checkpoint.TinyTrainers.train;
import static org.gan4j.checkpoint.TinyTrainers.trainer;
import static org.gan4j.checkpoint.TinyTrainers.updaterState;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.GanException;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.file.Archive;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.listener.Every;
import org.gan4j.loss.Losses;
import org.gan4j.train.Stateful;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Sgd;

class CheckpointTest {
  private static final int STEPS = 4;

  @TempDir private Path folder;
  private final GanTrainer trained = trainer();

  private Path file() {
    return folder.resolve("run.ckpt");
  }

  private Path written() {
    train(trained, images(), STEPS);
    TinyTrainers.write(file(), trained);
    return file();
  }

  @Test
  void checkpointSaysWhereTheTrainerStood() throws IOException {
    train(trained, images(), STEPS);
    Checkpoint.write(
        file(),
        trained,
        OptionalDouble.of(12.5),
        Map.of("config.json", out -> out.write("{}".getBytes(UTF_8))));

    Checkpoint read = Checkpoint.read(file());

    assertThat(read.step()).isEqualTo(STEPS);
    assertThat(read.state()).isEqualTo(trained.state());
    assertThat(read.state().imagesSeen()).isEqualTo(STEPS * 4);
    // One batch of 4 for each of 4 steps, latents for both players, 3 passes of the discriminator.
    assertThat(read.state().positions())
        .isEqualTo(Map.of("images", 16L, "latents", 8L, "generator", 8L, "discriminator", 12L));
    assertThat(read.score()).hasValue(12.5);
    assertThat(read.version()).matches("\\d+\\.\\d+.*");
    try (Archive archive = Archive.open(file(), Files.size(file()))) {
      assertThat(archive.names())
          .containsExactly("state.json", "generator.zip", "discriminator.zip", "config.json");
      assertThat(new String(archive.bytes("config.json", 10), UTF_8)).isEqualTo("{}");
    }
  }

  @Test
  void networksInItAreOrdinaryOnesOfDeeplearning4j() throws IOException {
    try (Archive archive = Archive.open(written(), Files.size(file()));
        InputStream generator = archive.in("generator.zip");
        InputStream discriminator = archive.in("discriminator.zip")) {
      assertSame(
          ModelSerializer.restoreMultiLayerNetwork(generator, true), trained.generator().network());
      assertSame(
          ModelSerializer.restoreComputationGraph(discriminator, true),
          trained.discriminator().network());
    }
    assertSame(Checkpoint.read(file()).generator(), trained.generator().network());
    assertSame(Checkpoint.read(file()).discriminator(), trained.discriminator().network());
  }

  private static void assertSame(Model read, Model expected) {
    assertThat(bits(read.params())).isEqualTo(bits(expected.params()));
    assertThat(bits(updaterState(read))).isEqualTo(bits(updaterState(expected)));
    assertThat(updaterState(read).norm2Number().doubleValue()).isPositive();
  }

  @Test
  void statefulListenersComeBackBehindEveryToo() {
    Counter always = new Counter("always");
    Counter seldom = new Counter("seldom");
    trained.listen(always, Every.every(2, seldom));
    written();
    GanTrainer other = trainer();
    Counter alwaysBack = new Counter("always");
    Counter seldomBack = new Counter("seldom");
    other.listen(Every.every(2, seldomBack), alwaysBack, new Counter("another"));

    Checkpoint.read(file()).restore(other);

    assertThat(alwaysBack.count()).isEqualTo(4);
    assertThat(seldomBack.count()).isEqualTo(2);
  }

  /** A variant with a state of its own. */
  private static final class Counting extends GanTrainer {
    private final Counter updates = new Counter("updates");

    Counting() {
      super(
          TinyTrainers.generator(8),
          TinyTrainers.discriminator(TinyTrainers.adam(1e-2)),
          TinyTrainers.settings());
    }

    @Override
    protected void generatorUpdated() {
      updates.onStep(null);
    }

    @Override
    protected List<Stateful> ownState() {
      return List.of(updates);
    }
  }

  @Test
  void stateOfASubclassComesBack() {
    Counting first = new Counting();
    train(first, images(), STEPS);
    TinyTrainers.write(file(), first);
    Counting second = new Counting();

    Checkpoint.read(file()).restore(second);

    assertThat(second.updates.count()).isEqualTo(STEPS);
  }

  @Test
  void twoStatesOfOneNameAreRefusedAndNothingIsWritten() {
    trained.listen(new Counter("same"), new Counter("same"));
    assertThatThrownBy(() -> TinyTrainers.write(file(), trained))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("same");
    assertThat(file()).doesNotExist();
  }

  @Test
  void listenerThatRefusesItsStateLeavesEverythingAsItWas() {
    trained.listen(new Counter("first"));
    train(trained, images(), 1);
    trained.listen(new Counter("second"));
    train(trained, images(), 3); // the first counter comes to 4, the second to 3
    TinyTrainers.write(file(), trained);
    GanTrainer other = trainer();
    Counter first = new Counter("first");
    other.listen(first, new Counter("second"));
    List<Object> before = all(other);

    assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(file().toString(), "state-second.bin", "3 is odd");

    assertThat(all(other)).isEqualTo(before);
    assertThat(first.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.json", "generator.zip", "discriminator.zip"})
  void partsOfTheCheckpointItselfCannotBeReplaced(String name) {
    assertThatThrownBy(
            () ->
                Checkpoint.write(
                    file(), trained, OptionalDouble.empty(), Map.of(name, out -> out.write(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
    assertThat(file()).doesNotExist();
  }

  static Stream<GanSettings> otherSettings() {
    return Stream.of(
        settings().withSeed(8),
        settings().withBatchSize(2),
        settings().withBatching(Batching.IN_ORDER),
        settings().withScheme(UpdateScheme.COMBINED),
        settings().withDiscriminatorSteps(2),
        settings().withGeneratorSteps(2),
        settings().withLatents(Latents.UNIFORM),
        settings().withLoss(Losses.hinge()),
        settings().withLoss(Losses.nonSaturating().smoothed(0.9)),
        settings().withLoss(Losses.nonSaturating().noisy(0.1, 3)));
  }

  @ParameterizedTest
  @MethodSource("otherSettings")
  void trainerWithOtherSettingsIsRefusedAndAsItWas(GanSettings settings) {
    GanTrainer other = trainer(settings);
    List<Object> before = all(other);
    written();

    assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
        .isInstanceOf(GanException.class)
        .hasMessageMatching(".*run\\.ckpt is of another trainer: \\w+ is .+ and was .+");

    assertThat(all(other)).isEqualTo(before);
  }

  @Test
  void allDifferencesAreNamed() {
    written();
    GanTrainer other =
        new GanTrainer(
            generator(9), discriminator(new Sgd(1e-2)), settings().withSeed(8).withBatchSize(2));

    assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
        .hasMessageContainingAll(
            "batchSize is 2 and was 4",
            "seed is 8 and was 7",
            "in the generator, confs.0.layer.nout is 9 and not 8",
            "in the discriminator, ",
            "Sgd",
            "Adam");
  }

  @ParameterizedTest
  @CsvSource({"0.1, 3", "0.2, 4"})
  void lossesThatDifferInANumberAreToldApart(double probability, long seed) {
    TinyTrainers.write(file(), trainer(settings().withLoss(Losses.hinge().noisy(0.1, 4))));
    GanTrainer other = trainer(settings().withLoss(Losses.hinge().noisy(probability, seed)));

    assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("loss is NoisyLoss");
  }

  @Test
  void changesThatAreAllowedAreKept() {
    written();
    GanTrainer other =
        new GanTrainer(
            generator(8),
            discriminator(TinyTrainers.adam(1e-3)),
            settings().withSeed(8).withBatchSize(2));

    Checkpoint.read(file()).restoreAllowingChanges(other, false);

    assertThat(other.steps()).isEqualTo(STEPS);
    assertThat(bits(other.generator().weights().parameters()))
        .isEqualTo(bits(trained.generator().weights().parameters()));
    assertThat(other.settings().batchSize()).isEqualTo(2);
    assertThat(network(other.discriminator().network())).contains("0.001").doesNotContain("0.01,");
    assertThat(train(other, images(), 2)).hasSize(2);
  }

  private static String network(Model discriminator) {
    return ((ComputationGraph) discriminator).getConfiguration().toJson();
  }

  @Test
  void otherNetworksAreRefusedEvenIfChangesAreAllowed() {
    written();
    GanTrainer other = new GanTrainer(generator(8), discriminator(new Sgd(1e-2)), settings());
    List<Object> before = all(other);

    assertThatThrownBy(() -> Checkpoint.read(file()).restoreAllowingChanges(other, false))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("discriminator");

    assertThat(all(other)).isEqualTo(before);
  }

  /** About fifty lengths, from nothing to all but a byte. */
  @Test
  void truncatedFileIsRefusedWhereverItEnds() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 50)) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length - 1));
  }

  @Test
  void flippedBitOfContentIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    int directory = new String(bytes, ISO_8859_1).indexOf("PK\1\2");
    SplittableRandom random = new SplittableRandom(1);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(directory)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), damaged);
      found += isRefused() ? 1 : 0;
    }
    assertThat(found).isBetween(95, 100); // what is not of content is names and times, told twice
  }

  private boolean isRefused() {
    try {
      Checkpoint.read(file());
      return false;
    } catch (GanException e) {
      return true;
    }
  }

  private void assertRefused(byte[] bytes) throws IOException {
    Files.write(file(), bytes);
    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith("the checkpoint " + file() + " cannot be used: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"format\": 1}",
        "{\"format\":1,\"gan4j\":\"1\",\"state\":{\"steps\":-1,\"imagesSeen\":0,\"positions\":{}},"
            + "\"settings\":{}}",
        "{\"format\":1,\"gan4j\":\"1\",\"state\":{\"steps\":1,\"imagesSeen\":0},\"settings\":{}}",
        "{\"format\":1,\"gan4j\":\"1\",\"state\":{\"steps\":1,\"imagesSeen\":0,"
            + "\"positions\":{\"images\":null}},\"settings\":{}}",
        "{\"format\":2,\"gan4j\":\"99.0\",\"state\":{\"steps\":1,\"imagesSeen\":0,"
            + "\"positions\":{}},\"settings\":{}}"
      })
  void stateThatMakesNoSenseIsRefused(String json) throws IOException {
    Archive.write(
        file(),
        Map.of(
            "state.json",
            out -> out.write(json.getBytes(UTF_8)),
            "generator.zip",
            out -> {},
            "discriminator.zip",
            out -> {}));
    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith("the checkpoint " + file() + " cannot be used: ");
  }

  @Test
  void fileOfALaterVersionIsReportedAsSuch() throws IOException {
    stateThatMakesNoSenseIsRefused(
        "{\"format\":2,\"gan4j\":\"99.0\",\"state\":{\"steps\":1,\"imagesSeen\":0,"
            + "\"positions\":{}},\"settings\":{},\"new\":[]}");
    assertThatThrownBy(() -> Checkpoint.read(file())).hasMessageContaining("gan4j 99.0");
  }

  @Test
  void archiveWithoutNetworksIsRefused() throws IOException {
    Archive.write(file(), Map.of("readme", out -> out.write(1)));
    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("it has no networks");
  }

  @Test
  void missingFileIsReported() {
    assertThatThrownBy(() -> Checkpoint.read(file()))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void writingThatFailsLeavesTheOldCheckpointAndNothingElse() throws IOException {
    byte[] old = Files.readAllBytes(written());
    train(trained, images(), 1);

    assertThatThrownBy(
            () ->
                Checkpoint.write(
                    file(),
                    trained,
                    OptionalDouble.empty(),
                    Map.of(
                        "more",
                        out -> {
                          throw new IOException("No space left on device");
                        })))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(file().toString(), "No space left on device", "full");

    assertThat(file()).hasBinaryContent(old);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void folderThatIsGoneIsReported() throws IOException {
    Path file = folder.resolve("gone").resolve("run.ckpt");
    assertThatThrownBy(() -> TinyTrainers.write(file, trained))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(file.toString(), "is the folder still there");
  }

  @Test
  void scoreThatIsNoNumberComesBack() {
    Checkpoint.write(file(), trained, OptionalDouble.of(Double.NaN), Map.of());
    assertThat(Checkpoint.read(file()).score().getAsDouble()).isNaN();
  }
}

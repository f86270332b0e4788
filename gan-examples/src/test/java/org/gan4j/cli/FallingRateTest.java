package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.models.MlpGan;
import org.gan4j.models.Recipe;
import org.gan4j.train.Schedule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Runs of {@code gan train} whose learning rates fall, here from step 5 to step 12. */
class FallingRateTest {
  private static final double RATE = 5e-4;

  @TempDir private static Path shared;
  private static Path whole;
  private static Path saved;

  @TempDir private Path folder;

  @BeforeAll
  static void trainWithoutAnEnd() {
    whole = shared.resolve("whole");
    assertThat(train(whole, 12).exitCode()).isZero();
    saved = shared.resolve("saved");
    assertThat(train(saved, 12, "--save-every", 4).exitCode()).isZero();
  }

  private static Result train(Path run, int steps, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("train", "--recipe", "annealed", "--steps", steps, "--out", run));
    all.addAll(List.of("--batch-size", 4, "--log-every", 1));
    all.addAll(List.of(more));
    return Result.of(all.toArray());
  }

  private static List<JsonNode> metrics(Path run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static void assertFell(Path run, int first, int begin, int end) throws IOException {
    List<JsonNode> lines = metrics(run);
    assertThat(lines).hasSize(end);
    for (int made = first; made < end; made++) {
      double expected = made < begin ? RATE : RATE * (end - made) / (end - begin);
      for (String player : List.of("generator_lr", "discriminator_lr")) {
        assertThat(lines.get(made).path(player).asDouble())
            .as("%s after %s steps", player, made)
            .isCloseTo(expected, within(1e-12 * RATE));
      }
    }
  }

  @Test
  void ratesAreLoggedAndTold() throws IOException {
    assertFell(whole, 0, 5, 12);
    assertThat(Result.of("info", whole).out())
        .containsPattern("(?m)^rate +falls from step 5 on, is 0 after step 12$")
        .contains("generator_lr 7.14e-05");
    assertThat(GivenRun.open(whole).config().schedules().rate()).isEqualTo(Schedule.linear(0.4));
  }

  @Test
  void runWhoseRatesDoNotFallTellsOfNone() throws IOException {
    Path run = folder.resolve("run");
    train(run, 1, "--rate-falls-from", 1);

    assertThat(metrics(run).get(0).fieldNames())
        .toIterable()
        .doesNotContain("generator_lr", "discriminator_lr");
    assertThat(Files.readString(run.resolve("config.json"))).doesNotContain("rateFallsFrom");
    assertThat(Result.of("info", run).out()).doesNotContainPattern("(?m)^rate ");
  }

  private Path killed(int after) throws IOException {
    Path run = RunCopy.of(saved, folder.resolve("run" + after));
    for (Path file : GivenRun.open(run).checkpoints().files()) {
      if (Checkpoint.read(file).step() > after) {
        Files.delete(file);
      }
    }
    return run;
  }

  /** What the step after a checkpoint uses, as Deeplearning4j has it. */
  private static double used(Path run) {
    Model generator =
        GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow().generator();
    return ((MultiLayerNetwork) generator).getLearningRate(0);
  }

  @Test
  void networksOfACheckpointHaveTheRateThatTheyUse() throws IOException {
    assertThat(used(whole)).isZero();
    assertThat(used(killed(8))).isCloseTo(RATE * 4 / 7, within(1e-12 * RATE));
    assertThat(used(killed(4))).isEqualTo(RATE);
  }

  /** Killed in the constant part, and in the fall. */
  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void runThatWasKilledGoesOnAsIfItHadNeverEnded(int saved) throws IOException {
    Path run = killed(saved);

    Result resumed = Result.of("train", "--resume", run);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .startsWith("from step %s on: training mlp".formatted(saved))
        .doesNotContain("learning rate");
    assertThat(RunLeftovers.of(run).metrics()).isEqualTo(RunLeftovers.of(whole).metrics());
    assertThat(RunLeftovers.of(run).files()).isEqualTo(RunLeftovers.of(whole).files());
  }

  /** In the constant part, in the fall, and after the end; made shorter too. */
  @ParameterizedTest
  @CsvSource({
    "4, 20, 8, 100 %, 100 %",
    "8, 14, 6, 57 %, 75 %",
    "12, 24, 10, 0 %, 86 %",
    "8, 10, 4, 57 %, 33 %"
  })
  void runOfAnotherLengthSaysWhatThatDoes(int made, int steps, int begin, String was, String is)
      throws IOException {
    Path run = killed(made);

    Result resumed = Result.of("train", "--resume", run, "--steps", steps);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .startsWith(
            ("the learning rate was to be at 0 %% after step 12 and is at %s of its full height: it"
                    + " goes on as in a run of %s steps from the beginning, at %s, from step %s on"
                    + " falling, and is at 0 %% after step %s\nfrom step %s on: training mlp")
                .formatted(was, steps, is, begin, steps, made));
    assertFell(run, made, begin, steps);
  }

  @Test
  void eachNumberThatFollowsAScheduleIsToldAndKept() throws IOException {
    Path run = folder.resolve("run");
    train(
        run,
        4,
        "--rate-schedule=warm-up:2,cosine:0:0.5",
        "--penalty=r1:0.1",
        "--penalty-schedule=linear",
        "--average-schedule=warm-up:3");

    List<JsonNode> lines = metrics(run);
    double[] shares = {0.5, 1 - (1 - Math.sqrt(0.5)) / 4, 0.75, 1 - (1 + Math.sqrt(0.5)) / 4};
    for (int made = 0; made < 4; made++) {
      assertThat(lines.get(made).path("generator_lr").asDouble())
          .isCloseTo(RATE * shares[made], within(1e-12 * RATE));
    }
    assertThat(Result.of("info", run).out())
        .containsPattern(
            "(?m)^rate +rises over 2 steps, falls as a cosine from step 0 on, is 0.500 after step 4$")
        .containsPattern("(?m)^its weight +falls from step 0 on, is 0 after step 4$")
        .containsPattern("(?m)^half-life +rises over 3 steps$");
    assertThat(Result.of("train", "--resume", run, "--more", 4).err())
        .contains(
            "the learning rate was to be at 50 % after step 4 and is at 50 % of its full height",
            "the weight of the penalty was to be at 0 % after step 4")
        .doesNotContain("half-life");
  }

  @Test
  void anotherFallIsAChangeThatHasToBeAllowed() {
    Path run = folder.resolve("run");
    train(run, 3);

    Result refused = Result.of("train", "--resume", run, "--more", 1, "--rate-falls-from", 0.5);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("recipe.rateFallsFrom was 0.4 and would be 0.5;");
    Result allowed =
        Result.of("train", "--resume", run, "--more", 1, "--rate-falls-from", 1, "--allow-changes");

    assertThat(allowed.exitCode()).as(allowed.err()).isZero();
    assertThat(used(run)).as("constant again").isEqualTo(RATE);
  }

  @Test
  void modelsTellsOfFurtherRecipes() {
    Recipe annealed = MlpGan.model().by("annealed").recipe();

    assertThat(Result.of("models", "mlp").out())
        .containsPattern("(?m)^also +--recipe annealed$")
        .endsWith(MlpGan.model().recipe().toJson() + System.lineSeparator());
    assertThat(Recipe.parse(Result.of("models", "mlp", "--recipe", "annealed", "--json").out()))
        .isEqualTo(annealed);
    assertThat(Result.of("models", "mlp-wide").out()).doesNotContain("also");
    assertThat(Result.of("models", "mlp-wide", "--recipe", "annealed").err())
        .contains("the model mlp-wide has no recipe \"annealed\"; there are: none but its own");
    assertThat(Result.of("models", "--recipe", "annealed").err()).contains("name it");
  }
}

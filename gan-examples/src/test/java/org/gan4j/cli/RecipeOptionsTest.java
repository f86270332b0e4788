package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.gan4j.Latents;
import org.gan4j.augment.Alteration;
import org.gan4j.augment.Augmentation;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenData;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.RecipeOptions;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Interval;
import org.gan4j.models.MlpGan;
import org.gan4j.models.Recipe;
import org.gan4j.models.Schedules;
import org.gan4j.models.Snapshots;
import org.gan4j.run.DataSpec;
import org.gan4j.train.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import picocli.CommandLine;

class RecipeOptionsTest {
  private static final Recipe MLP = MlpGan.model().recipe();

  private static Recipe changed(Recipe recipe, String... args) {
    RecipeOptions options = CommandLine.populateCommand(new RecipeOptions(), args);
    return options.change(recipe, MlpGan.model().others());
  }

  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void withoutOptionsTheRecipeIsTheModels(GanModel model) {
    assertThat(changed(model.recipe())).isEqualTo(model.recipe());
  }

  @Test
  void eachOptionChangesItsPart() {
    Recipe recipe =
        changed(
            MLP,
            "--learning-rate=0.01",
            "--rate-falls-from=0.75",
            "--beta1=0.25",
            "--latent=7",
            "--latent-kind=unit",
            "--loss=hinge",
            "--label-smoothing=0.1",
            "--label-noise=0.05",
            "--penalty=r1:0.5:16,r2:2",
            "--spectral-norm",
            "--penalty-schedule=cosine:0:0.1",
            "--average-schedule=warm-up:9",
            "--augment=ada:cutout,color:1000",
            "--fakes-pool=50",
            "--batch-size=6",
            "--batching=in-order",
            "--update-scheme=combined",
            "--d-steps=5",
            "--g-steps=2",
            "--samples=9",
            "--sample-every=3",
            "--save-every=2epochs");

    GanSettings settings =
        GanSettings.defaults()
            .withLatents(Latents.UNIT)
            .withBatchSize(6)
            .withBatching(Batching.IN_ORDER)
            .withScheme(UpdateScheme.COMBINED)
            .withDiscriminatorSteps(5)
            .withGeneratorSteps(2)
            .withPenalties(GradientPenalty.r1(0.5).every(16), GradientPenalty.r2(2))
            .withSpectralNorm(true)
            .withAugmentation(Augmentation.of(Alteration.COLOR, Alteration.CUTOUT).adaptive(1000))
            .withFakesPool(50)
            .withLoss(recipe.settings().loss());
    assertThat(recipe)
        .isEqualTo(
            new Recipe(
                7,
                new Adam(0.01, 0.25, 0.999, 1e-7),
                new Adam(0.01, 0.25, 0.999, 1e-7),
                new Schedules(
                    Schedule.linear(0.75), Schedule.cosine(0).to(0.1), Schedule.CONSTANT.warmUp(9)),
                settings,
                new Snapshots(9, Interval.steps(3), Interval.epochs(2))));
    assertThat(recipe.toJson())
        .containsPattern("\"name\" : \"hinge\",\\s+\"labelSmoothing\" : 0.1,")
        .containsPattern("\"labelNoise\" : 0.05")
        .contains("\"penalty\" : \"r1:0.5:16,r2:2.0\"")
        .contains("\"augment\" : \"ada:color,cutout:1000\"")
        .contains("\"fakesPool\" : 50");
    assertThat(Recipe.parse(recipe.toJson()).settings().augmentation())
        .isEqualTo(recipe.settings().augmentation());
    assertThat(Recipe.parse(recipe.toJson()).settings().fakesPool()).isEqualTo(50);
    assertThat(changed(recipe, "--fakes-pool=0").settings().fakesPool()).isZero();
    assertThat(Recipe.parse(recipe.toJson()).settings().penalties())
        .isEqualTo(recipe.settings().penalties());
    assertThat(changed(recipe, "--penalty=none").settings().penalties()).isEmpty();
    assertThat(Recipe.parse(recipe.toJson()).settings()).isEqualTo(recipe.settings());
    assertThat(changed(recipe, "--spectral-norm=false").toJson()).doesNotContain("spectralNorm");
  }

  @Test
  void penaltyThatIsNoneIsRefusedAsTheFieldOfARecipeIs() {
    assertThatThrownBy(() -> changed(MLP, "--penalty=r1"))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("--penalty")
        .hasMessageContaining("write its name and weight, r1:0.5");
    String json = changed(MLP, "--penalty=r1:1").toJson();
    assertThatThrownBy(() -> Recipe.parse(json.replace("r1:1.0", "r1:-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("penalty: the weight of a gradient penalty is a number above 0");
  }

  @Test
  void augmentationThatIsNoneIsRefusedAsTheFieldOfARecipeIs() {
    assertThatThrownBy(() -> changed(MLP, "--augment=colour"))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("--augment")
        .hasMessageContaining("color,translation,cutout");
    Recipe cutout = changed(MLP, "--augment=cutout");
    assertThatThrownBy(
            () -> Recipe.parse(cutout.toJson().replace("\"cutout\"", "\"cutout,cutout\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("augment: each alteration of images is made once at most");
    assertThat(changed(cutout, "--augment=none")).isEqualTo(MLP);
    assertThat(MLP.toJson()).doesNotContain("augment");
  }

  @Test
  void relativisticLossNeedsBothKindsInOneUpdateAndHasNoLabels() {
    Recipe recipe = changed(MLP, "--loss=relativistic-average", "--update-scheme=joint");
    assertThat(recipe.settings().loss()).isEqualTo(Losses.relativisticAverage());
    assertThat(Recipe.parse(recipe.toJson())).isEqualTo(recipe);
    assertThatThrownBy(() -> changed(MLP, "--loss=relativistic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use another update scheme, such as joint");
    assertThatThrownBy(() -> changed(recipe, "--label-smoothing=0.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no label smoothing: use none");
    assertThatThrownBy(() -> Recipe.parse(recipe.toJson().replace("\"joint\"", "\"separate\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("separate updates have one kind each");
  }

  @Test
  void labelsAndLossChangeOneByOne() {
    assertThat(changed(MLP, "--loss", "minimax").settings().loss()).isEqualTo(Losses.minimax());
    Recipe smoothed = changed(MLP, "--label-smoothing", "0.2");
    assertThat(smoothed.settings().loss()).isEqualTo(Losses.nonSaturating().smoothed(0.8));
    assertThat(changed(smoothed, "--loss", "least-squares").settings().loss())
        .isEqualTo(Losses.leastSquares().smoothed(0.8));
    assertThat(changed(smoothed, "--label-smoothing", "0")).isEqualTo(MLP);
  }

  @Test
  void aFileTakesTheModelsPlaceAndOptionsChangeIt(@TempDir Path folder) throws IOException {
    Recipe written = MLP.withOptimiser(new RmsProp(0.1, 0.9, 1e-6)).withLatentSize(3);
    Path file = Files.writeString(folder.resolve("recipe.json"), written.toJson());

    assertThat(changed(MLP, "--recipe", file.toString())).isEqualTo(written);
    assertThat(changed(MLP, "--latent", "4", "--recipe", file.toString()))
        .isEqualTo(written.withLatentSize(4));
  }

  @Test
  void aNameIsTheModelsRecipeAndOptionsChangeIt() {
    Recipe annealed = MlpGan.model().by("annealed").recipe();

    assertThat(changed(MLP, "--recipe", "annealed")).isEqualTo(annealed);
    assertThat(changed(MLP, "--batch-size", "4", "--recipe", "annealed").schedules().rate())
        .isEqualTo(Schedule.linear(0.4));
    assertThat(changed(MLP, "--recipe", "annealed", "--rate-falls-from", "1"))
        .isEqualTo(MLP.withLearningRate(5e-4));
  }

  /** The name goes first, the same file with a folder in front of it is a file. */
  @Test
  void aFileOfTheNamesOwnNameIsMeantByItsFolder() throws IOException {
    Path file = Path.of("annealed"); // where the tests run
    Files.writeString(file, MLP.withLatentSize(3).toJson());
    try {
      assertThat(changed(MLP, "--recipe", "annealed").latentSize()).isEqualTo(100);
      assertThat(changed(MLP, "--recipe", "./annealed").latentSize()).isEqualTo(3);
    } finally {
      Files.delete(file);
    }
    assertThat(Result.of("train", "--recipe", "./annealed", "--steps", 1).err())
        .startsWith("gan: there is no recipe ./annealed: ");
  }

  @Test
  void aRecipeThatIsNowhereIsReportedWithThoseThatThereAre() {
    assertThatThrownBy(() -> changed(MLP, "--recipe", "anealed"))
        .isInstanceOf(GanException.class)
        .hasMessage(
            "there is no recipe anealed: gan models NAME --json writes one, and the model has"
                + " annealed");
    Result other = Result.of("train", "--model", "dcgan", "--recipe", "annealed", "--steps", 1);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .isEqualTo(
            "gan: there is no recipe annealed: gan models NAME --json writes one, and the model has"
                + " none but its own\n");
  }

  @Test
  void aRateThatDecaysIsNotToFall() {
    Result both = Result.of("train", "--model", "mlp-wide", "--rate-falls-from", 0.4);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("a learning rate cannot both decay and follow").hasLineCount(1);
    Result twice =
        Result.of("train", "--rate-falls-from", 0.4, "--rate-schedule", "warm-up:5,cosine");
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("are two schedules of one rate").hasLineCount(1);
    Result nothing = Result.of("train", "--penalty-schedule", "linear");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("there is no gradient penalty that could follow");
    Result wrong = Result.of("train", "--rate-schedule", "cosin");
    assertThat(wrong.err()).contains("\"cosin\" is no schedule: write constant, linear, ");
    assertThat(changed(MLP, "--rate-schedule", "warm-up:5,cosine").schedules())
        .isEqualTo(Schedules.CONSTANT.withRate(Schedule.cosine(0).warmUp(5)));
    Result none = Result.of("train", "--rate-falls-from", 1.5);
    assertThat(none.err()).contains("a number from 0 to 1 is expected, not '1.5'");
  }

  @Test
  void aRunFollowsItsRecipeAndKeepsIt(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("recipe.json"),
            MLP.withOptimiser(new RmsProp(0.001, 0.9, 1e-6)).toJson());
    Path run = folder.resolve("run");

    Result result =
        train(
            run,
            "--recipe",
            file,
            "--latent",
            3,
            "--batch-size",
            4,
            "--samples",
            4,
            "--d-steps",
            2);

    assertThat(result.exitCode()).as(result.err()).isZero();
    Recipe kept = GivenRun.open(run).config().recipe().orElseThrow();
    assertThat(kept.generatorOptimiser()).isEqualTo(new RmsProp(0.001, 0.9, 1e-6));
    assertThat(kept.settings().discriminatorSteps()).isEqualTo(2);
    assertThat(new TrainedRun(run, Choice.NEWEST, message -> {}).generator().latentSize())
        .isEqualTo(3);
    var picture = ImageIO.read(run.resolve("samples/000002.png").toFile());
    assertThat(picture.getWidth()).as("a grid of 2 x 2").isEqualTo(2 * 56 + 2);
  }

  @Test
  void intervalsInEpochsBecomeSteps(@TempDir Path folder) {
    Path run = folder.resolve("run");
    Result result = train(run, "--batch-size", 7, "--sample-every", "2epochs");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(GivenRun.open(run).config().every().sample())
        .as("60,000 images are 8,571.4 batches of 7")
        .isEqualTo(2 * 8572);
  }

  @Test
  void imagesArePaddedToTheModelsSizeAndTheUserIsTold(@TempDir Path folder) {
    Path run = folder.resolve("run");
    Result result = train(run, "--model", "dcgan32", "--batch-size", 4);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .startsWith(
            "images of 1x28x28 are padded to 32 x 32, for which the model dcgan32 has networks\n"
                + "training dcgan32 on digits (60,000 images of 1x32x32)");
    assertThat(GivenRun.open(run).config().images().shape()).hasToString("1x32x32");
  }

  @ParameterizedTest
  @CsvSource({"40, 30", "8, 20"})
  void aFoldersImagesAreResizedToTheModelsSizeAndTheUserIsTold(
      int width, int height, @TempDir Path folder) throws IOException {
    BufferedImage white = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    white.createGraphics().fillRect(0, 0, width, height);
    ImageIO.write(white, "png", folder.resolve("white.png").toFile());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    DataSpec data = GivenData.parse("images:" + folder);

    ImageSet images =
        new DataForModel(GanModels.named("dcgan"), data, Optional.empty())
            .open(new PrintStream(err, true, UTF_8), shape -> {});

    assertThat(err)
        .hasToString(
            "images of 1x%sx%s are resized and cropped to 32 x 32, for which the model dcgan has"
                    .formatted(height, width)
                + " networks\n");
    byte[] pixels = new byte[32 * 32];
    images.read(0, pixels, 0);
    assertThat(pixels).as("no black frame").containsOnly(0xFF);
  }

  @Test
  void imagesHaveTheSizeThatTheUserWants(@TempDir Path folder) {
    Path run = folder.resolve("run");
    Result result = train(run, "--image-size", 36, "--batch-size", 4);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).startsWith("training mlp on digits (60,000 images of 1x36x36)");
  }

  private static Result train(Path run, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--steps", 2, "--out", run));
    args.addAll(List.of(more));
    return Result.of(args.toArray());
  }
}

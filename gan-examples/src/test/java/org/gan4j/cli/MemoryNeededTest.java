package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryNeededTest {
  private static final long GB = 1_000_000_000;
  private static final ImageShape PHOTOGRAPH = ImageShape.rgb(480, 640);

  @TempDir private Path folder;

  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelFitsAtItsOwnSizeIntoTheMemoryOfASmallMachine(GanModel model) {
    assertThatCode(() -> needed(GB).check(model, model.shape())).doesNotThrowAnyException();
  }

  @Test
  void photographsAndTheDefaultModelAreRefusedWithTheCommandThatWorks() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                needed(8 * GB, "train", "--data", "images:my photos", "--model=mlp")
                    .check(GanModels.named("mlp"), PHOTOGRAPH))
        .withMessage(
            "for images of 3x480x640 the model mlp has 1,417,321,217 parameters, and to train it in"
                + " batches of 128 takes 23.6 GB of memory or more, of which there are 8.0: give a"
                + " smaller --image-size or --batch-size, for example ./gan train --model dcgan"
                + " --image-size 64 --data 'images:my photos'");
  }

  @Test
  void batchesThatAreTooLargeAreMadeSmallerAndNothingElse() {
    GanModel model = GanModels.named("dcgan").with(recipe -> batches(recipe, 100_000));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                needed(4 * GB, "train", "--batch-size", "100000", "--model", "dcgan")
                    .check(model, ImageShape.rgb(32, 32)))
        .withMessageEndingWith("./gan train --batch-size 1024 --model dcgan");
  }

  @Test
  void paddingThatIsTooLargeIsLeftOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                needed(
                        8 * GB,
                        ImageShape.gray(28, 28),
                        "train",
                        "--image-size",
                        "4096",
                        "--steps",
                        "3")
                    .check(GanModels.named("mlp"), ImageShape.gray(4096, 4096)))
        .withMessageEndingWith("./gan train --steps 3");
  }

  @Test
  void commandThatWouldBeRefusedItselfIsNotNamed() {
    GanModel model = GanModels.named("mlp");
    for (String[] command :
        new String[][] {{"train"}, {"train", "--batch-size", "128", "--image-size", "640"}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> needed(8 * GB, PHOTOGRAPH, command).check(model, PHOTOGRAPH))
          .withMessageEndingWith("8.0: train on smaller images, or use a machine that has more");
    }
  }

  @Test
  void paddingToTheSizeOfTheModelIsCountedWhereTheDataAreNotTaken() {
    GanModel model = GanModels.named("dcgan");
    ImageShape odd = ImageShape.gray(28, 27);
    assertThat(DataForModel.unasked(model, odd))
        .contains(ImageShape.gray(model.shape().height(), model.shape().width()));
    assertThat(DataForModel.unasked(model, ImageShape.gray(28, 500))).isEmpty();
    assertThat(DataForModel.unasked(GanModels.named("mlp"), odd)).contains(odd);
  }

  @Test
  void whereNothingFitsNoCommandIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> needed(1, "train").check(GanModels.named("mlp"), PHOTOGRAPH))
        .withMessageEndingWith("use a machine that has more");
  }

  @Test
  void recipeOfTheModelIsNotSaidOfAnother() {
    GanModel annealed = GanModels.named("mlp").by("annealed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                needed(8 * GB, "train", "--model", "mlp", "--recipe", "annealed", "--out", "a")
                    .check(annealed, PHOTOGRAPH))
        .withMessageEndingWith("./gan train --model dcgan --image-size 64 --out a");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                needed(8 * GB, "train", "--model=mlp", "--recipe=a.json")
                    .check(annealed, PHOTOGRAPH))
        .withMessageEndingWith("./gan train --model dcgan --image-size 64 --recipe=a.json");
  }

  @Test
  void commandThatIsNamedTrainsOnTheFolderThatWasRefused() throws IOException {
    for (int i = 0; i < 9; i++) {
      BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(
          picture,
          "jpg",
          Files.createDirectories(folder.resolve("p")).resolve(i + ".jpg").toFile());
    }
    Path out = folder.resolve("run");
    Result refused =
        Result.of(
            "train",
            "--data",
            "images:" + folder.resolve("p"),
            "--model",
            "mlp-wide",
            "--steps",
            1,
            "--batch-size",
            8,
            "--out",
            out);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(out).doesNotExist();
    String command = refused.err().strip().replaceFirst(".*for example \\./gan ", "");
    assertThat(command).startsWith("train --model dcgan --image-size 64 --data images:");
    Result trained = Result.of((Object[]) command.split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("(9 images of 3x64x64)");
  }

  /** For a folder, whose pictures can have any size. */
  private static MemoryNeeded needed(long most, String... command) {
    return needed(most, Optional.empty(), command);
  }

  private static MemoryNeeded needed(long most, ImageShape own, String... command) {
    return needed(most, Optional.of(own), command);
  }

  private static MemoryNeeded needed(long most, Optional<ImageShape> own, String... command) {
    return new MemoryNeeded(
        most, new CommandText(List.of(command)), UnaryOperator.identity(), () -> own);
  }

  private static Recipe batches(Recipe recipe, int size) {
    return recipe.withSettings(recipe.settings().withBatchSize(size));
  }
}

package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.cli.option.RecipeOptions;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.models.GanModels;
import org.gan4j.models.Recipe;
import org.gan4j.models.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that have fewer images than a model's author has in a batch. */
class FewImagesTest {
  @TempDir private Path folder;

  @Test
  void batchOfTheModelIsMadeOfTheImagesThatThereAre() throws IOException {
    Result result = train(12, "--model", "dcgan", "--steps", 1);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .startsWith("batches of 12 instead of 128, as there are 12 images" + System.lineSeparator())
        .contains("1 steps of 12")
        .doesNotContain("warning");
    assertThat(GivenRun.open(folder.resolve("run")).config().training().batch()).isEqualTo(12);
  }

  @Test
  void runOfSmallerBatchesGoesOn() throws IOException {
    train(12, "--model", "dcgan", "--steps", 1);
    Result result = Result.of("train", "--resume", folder.resolve("run"), "--more", 1);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("2 steps of 12").doesNotContain("instead of");
  }

  @Test
  void batchThatTheUserAsksForIsRefusedAndNotChanged() throws IOException {
    Result result = train(3, "--model", "dcgan", "--batch-size", 4);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("4 real images in a batch are more than the 3 there are");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void batchInWhichBatchNormComparesNothingIsWarnedOf() throws IOException {
    Result result = train(1, "--model", "mlp-wide", "--steps", 1);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("batches of 2 instead of 32, as there are 1 images")
        .contains(
            "warning: in batches of 2 BatchNorm makes of each value of a dense layer 1 or -1");
  }

  @Test
  void gridOfLargeImagesHasAsManyAsOnePictureHolds() {
    List<String> said = new ArrayList<>();
    ImageSet large = ByteImages.of(ImageShape.gray(512, 512), new byte[512 * 512]);
    Recipe recipe = GanModels.named("mlp").recipe();

    Snapshots fitted = new RecipeOptions().fit(recipe, large, said::add).snapshots();

    assertThat(fitted.samples()).isEqualTo(32);
    assertThat(said).containsExactly("grids of 32 samples instead of 64, as they are large");
  }

  private Result train(int images, Object... options) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < images; i++) {
      BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(i, i, 0, 100 + i);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
    Object[] all = new Object[options.length + 5];
    all[0] = "train";
    all[1] = "--data";
    all[2] = "images:" + pictures;
    all[3] = "--out";
    all[4] = folder.resolve("run");
    System.arraycopy(options, 0, all, 5, options.length);
    return Result.of(all);
  }
}

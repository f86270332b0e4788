package org.gan4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.cli.Result;
import org.gan4j.run.PictureReading;
import org.gan4j.run.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --grey}, {@code --background} and {@code --skip-unusable}, from a run's begin to its end.
 */
class PictureOptionsTest {
  @TempDir private Path folder;
  private Path pictures;
  private Path run;

  @BeforeEach
  void drawHalfTransparentPictures() throws IOException {
    pictures = Files.createDirectory(folder.resolve("pictures"));
    run = folder.resolve("run");
    for (int i = 0; i < 4; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
      picture.setRGB(i, i, 0x8000FF00);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
  }

  private Result train(Object... options) {
    Object[] all = new Object[options.length + 9];
    System.arraycopy(
        new Object[] {
          "train", "--batch-size", 2, "--steps", 1, "--data", "images:" + pictures, "--out", run
        },
        0,
        all,
        0,
        9);
    System.arraycopy(options, 0, all, 9, options.length);
    return Result.of(all);
  }

  @Test
  void aRunReadsItsPicturesInOneWayUntilItsEnd() {
    assertThat(train("--grey", "--background", "FFFFFF").exitCode()).isZero();
    RunConfig config = GivenRun.open(run).config();
    assertThat(config.images().shape()).isEqualTo(ImageShape.gray(8, 8));
    assertThat(config.pictures())
        .isEqualTo(new PictureReading(PictureReading.Colours.GREY, "ffffff", ""));

    Result resumed = Result.of("train", "--resume", run, "--more", 1);
    assertThat(resumed.err()).contains("from step 1 on", "images of 1x8x8");
    assertThat(resumed.exitCode()).isZero();
    assertThat(GivenRun.open(run).config().fingerprint()).isEqualTo(config.fingerprint());

    Result other = Result.of("train", "--resume", run, "--more", 1, "--background", "ff0000");
    assertThat(other.err()).contains("pictures.background was \"ffffff\" and would be \"ff0000\"");
    assertThat(other.exitCode()).isEqualTo(1);
  }

  @Test
  void badFilesAreLeftOutUpToTheLimitThatTheUserGives() throws IOException {
    for (int i = 0; i < 11; i++) {
      Files.writeString(pictures.resolve("bad" + i + ".jpg"), "<html>");
    }
    assertThat(train().err())
        .contains(
            "11 of the 15 image files in " + pictures + " cannot be used, and 10 are left out",
            "Mend or remove them, or leave out more (--skip-unusable N or P%; gan info images:"
                + pictures
                + " lists them all).");
    assertThat(train("--skip-unusable", "73%").err()).contains("11 of the 15", "(--skip-unusable");
    assertThat(train("--skip-unusable", "75%").exitCode()).isZero();

    Result more = Result.of("train", "--resume", run, "--more", 1, "--skip-unusable", 11);
    assertThat(more.exitCode()).isZero(); // which bad files are left out changes no step
  }

  @Test
  void wrongValuesAndOtherDataAreRefused() {
    assertThat(train("--background", "white").err())
        .contains("a background is six digits of 0 to 9 and a to f, as ffffff for white, not");
    assertThat(train("--skip-unusable", "many").err())
        .contains(
            "unusable files to skip are a number, as 20, or a part of all, as 5%, not \"many\"");
    assertThat(train("--grey", "--color").exitCode()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PictureOptions.reading(
                    GivenData.parse("digits"),
                    new PictureReading(PictureReading.Colours.GREY, "000000", "")))
        .withMessage(
            "--grey, --color, --background and --skip-unusable are for images:DIR, not for digits");
  }
}

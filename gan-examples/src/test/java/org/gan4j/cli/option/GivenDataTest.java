package org.gan4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.cli.Result;
import org.gan4j.run.DataSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenDataTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "x");
  }

  @Test
  void pathsAloneAreUnderstoodByWhatIsThere() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pics"));
    Files.writeString(pictures.resolve("a.PNG"), "x");
    assertThat(GivenData.parse("pics", folder).text()).isEqualTo("images:pics");
    file("x.npy");
    assertThat(GivenData.parse("x.npy", folder).text()).isEqualTo("npy:x.npy");
    Path idx = Files.createDirectory(folder.resolve("set"));
    Files.write(idx.resolve("pictures"), new byte[] {0, 0, 8, 3, 0});
    assertThat(GivenData.parse("set", folder).text()).isEqualTo("idx:set");
    assertThat(GivenData.parse("set/pictures", folder).text()).isEqualTo("idx:set/pictures");
  }

  @Test
  void whatCannotBeUnderstoodSaysTheNearestCommand() throws IOException {
    Files.write(folder.resolve("train.zip"), new byte[] {'P', 'K', 3, 4});
    Path pictures = Files.createDirectory(folder.resolve("pics"));
    Files.writeString(pictures.resolve("a.png"), "x");
    refused("train.zip", "unzip ", "--data images:train");
    refused("pics/a.png", "--data images:pics");
    refused("pics/*.png", "--data images:pics");
    assertThat(Result.of("train", "--data", "fashion-mnits").err())
        .endsWith("; did you mean fashion-mnist?\n");
    assertThat(Result.of("train", "mnist").err()).contains("; did you mean --data mnist?");
    assertThat(Result.of("train", "dcgan").err()).contains("; did you mean --model dcgan?");
    assertThat(Result.of("train", "--model", "DCGAN").err()).endsWith("; did you mean dcgan?\n");
  }

  private void refused(String text, String... messages) {
    assertThatThrownBy(() -> GivenData.parse(text, folder))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(messages);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--steps; 10k; 10000",
        "--steps; 1e4; 10000",
        "--steps; 10_000; 10000",
        "--steps; 10,000; 10000",
        "--steps; 2.5M; 2500000",
        "--image-size; 64x64; 64",
      })
  void numbersThatPeopleWriteAreSaidAsTheyAreMeant(String option, String value, String meant) {
    assertThat(Result.of("train", option, value).err()).contains("; did you mean " + meant + "?");
    assertThat(Result.of("train", option, "64x48").err()).doesNotContain("did you mean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat.npy", "pics/cats", "a.PNG", "images-idx3-ubyte.gz", "faces.zip"})
  void fileThatIsNotThereIsNamedAsSuch(String text) {
    assertThatThrownBy(() -> GivenData.parse(text, folder))
        .isInstanceOf(GanException.class)
        .hasMessage(
            "there is no file or folder %s to take data from. Check the path.",
            folder.resolve(text));
  }

  @Test
  void folderOfPicturesIsOneByTheirContentToo() throws IOException {
    BufferedImage image = new BufferedImage(4, 6, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("download").toFile());
    Files.write(folder.resolve("x.npy"), new byte[] {1});
    assertThat(GivenData.parse(folder.toString()).text()).isEqualTo("images:" + folder);
    assertThatThrownBy(() -> GivenData.parse(folder.resolve("download").toString()))
        .hasMessageContaining("is one picture, and --data takes a folder of them");
    assertThatThrownBy(() -> GivenData.parse(folder + "/*.heic"))
        .hasMessageContaining("--data takes the folder of pictures");
  }

  @Test
  void adviceNamesTheOptionsOfTheCommandLine() throws IOException {
    for (int side : new int[] {4, 5}) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(image, "png", folder.resolve(side + ".png").toFile());
    }
    DataSpec spec = GivenData.parse("images:" + folder);
    assertThat(said(spec::open)).endsWith("Choose one size for all of them (--image-size).");
    assumeTrue(Runtime.getRuntime().maxMemory() <= 1L << 31, "needs a heap of 2 GB");
    Path one = Files.createDirectory(folder.resolve("one"));
    Files.move(folder.resolve("4.png"), one.resolve("4.png"));
    Optional<ImageShape> large = Optional.of(ImageShape.gray(46_000, 46_680));
    assertThat(said(() -> GivenData.parse("images:" + one).open(large)))
        .endsWith("(--image-size), or give Java more (GAN_JAVA_OPTS=-Xmx4g).");
  }

  private static String said(ThrowingCallable failing) {
    return AdviceInOptions.of(catchThrowableOfType(GanException.class, failing));
  }
}

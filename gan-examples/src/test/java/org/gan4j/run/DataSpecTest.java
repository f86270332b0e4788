package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpecTest {
  private static final Optional<ImageShape> LARGER = Optional.of(ImageShape.rgb(32, 36));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "digits, digits",
    "mnist, mnist",
    "mnist:somewhere, mnist",
    "stacked-digits, stacked-digits",
    "stacked-mnist, stacked-mnist",
    "stacked-mnist:somewhere, stacked-mnist",
    "fashion-mnist, fashion-mnist",
    "fashion-mnist:C:/data, fashion-mnist",
    "quickdraw:some/full_numpy_bitmap_cat.npy, quickdraw-cat",
    "quickdraw:The Eiffel Tower.npy, quickdraw-The_Eiffel_Tower",
    "images:some/faces/, images-faces",
    "images:some/faces/../tiles/., images-tiles",
    "images:/, images-root"
  })
  void nameIsFitForAFolder(String text, String name) {
    DataSpec spec = DataSpec.parse(text);

    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.text()).isEqualTo(text);
  }

  @Test
  void fewCategoriesAreNamedAndManyAreCounted() {
    assertThat(DataSpec.parse("quickdraw:a/cat.npy,b/apple.npy,fish").name())
        .isEqualTo("quickdraw-cat-apple-fish");
    assertThat(DataSpec.parse("quickdraw:a.npy,b.npy,c.npy,d.npy").name())
        .isEqualTo("quickdraw-4-categories");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cats",
        "mnist:",
        "digits:5",
        "stacked-digits:5",
        "quickdraw",
        "images",
        "images:",
        ":x",
        "quickdraw:a,"
      })
  void whatThereIsNotIsRefusedWithAListOfWhatThereIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSpec.parse(text))
        .withMessageStartingWith("there is no data \"" + text + "\"; there are: digits")
        .withMessageContainingAll("fashion-mnist:DIR", "quickdraw:FILE[,FILE...]", "images:DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat.npy", "pics/cats", "a.PNG", "images-idx3-ubyte.gz", "faces.zip"})
  void fileThatIsNotThereIsNamedAsSuch(String text) {
    assertThatThrownBy(() -> DataSpec.parse(text, folder))
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
    assertThat(DataSpec.parse(folder.toString()).text()).isEqualTo("images:" + folder);
    assertThatThrownBy(() -> DataSpec.parse(folder.resolve("download").toString()))
        .hasMessageContaining("is one picture, and --data takes a folder of them");
    assertThatThrownBy(() -> DataSpec.parse(folder + "/*.heic"))
        .hasMessageContaining("--data takes the folder of pictures");
  }

  @Test
  void digitsArePaddedAndKeepTheirClasses() {
    DataSpec digits = DataSpec.parse("digits");

    assertThat(digits.open().shape()).isEqualTo(ImageShape.gray(28, 28));
    assertThat(digits.open(Optional.of(ImageShape.gray(28, 28))).shape())
        .isEqualTo(ImageShape.gray(28, 28));
    ImageSet padded = digits.open(LARGER);
    assertThat(padded.shape()).isEqualTo(ImageShape.gray(32, 36));
    assertThat(padded)
        .isInstanceOfSatisfying(
            LabelledImages.class, labelled -> assertThat(labelled.classes()).isEqualTo(10));
  }

  @Test
  void stackedDigitsAreColouredAndHaveAThousandClasses() {
    ImageSet padded = DataSpec.parse("stacked-digits").open(LARGER);

    assertThat(padded.size()).isEqualTo(128_000);
    assertThat(padded.shape()).isEqualTo(ImageShape.rgb(32, 36));
    assertThat(padded)
        .isInstanceOfSatisfying(
            LabelledImages.class, labelled -> assertThat(labelled.classes()).isEqualTo(1000));
  }

  @Test
  void sizeBelowTheDigitsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSpec.parse("digits").open(Optional.of(ImageShape.gray(16, 16))))
        .withMessage(
            "images of 28 x 28 pixels cannot be padded to 16 x 16; choose a size that is not"
                + " smaller");
  }

  @Test
  void drawingsAreReadFromAllFiles() throws IOException {
    Path cat = drawings("cat.npy", 2);
    Path fish = drawings("fish.npy", 3);

    ImageSet images = DataSpec.parse("quickdraw:" + cat + "," + fish).open(LARGER);

    assertThat(images.size()).isEqualTo(5);
    assertThat(images.shape()).isEqualTo(ImageShape.gray(32, 36));
  }

  @Test
  void imagesOfAFolderAreResizedAndKeepTheirColours() throws IOException {
    BufferedImage image = new BufferedImage(4, 6, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    DataSpec spec = DataSpec.parse("images:" + folder);

    assertThat(spec.open().shape()).isEqualTo(ImageShape.rgb(6, 4));
    assertThat(spec.open(Optional.of(ImageShape.gray(2, 3))).shape())
        .isEqualTo(ImageShape.rgb(2, 3));
  }

  @Test
  void adviceNamesTheOptionsOfTheCommandLine() throws IOException {
    for (int side : new int[] {4, 5}) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(image, "png", folder.resolve(side + ".png").toFile());
    }
    DataSpec spec = DataSpec.parse("images:" + folder);
    assertThat(said(spec::open)).endsWith("Choose one size for all of them (--image-size).");
    assumeTrue(Runtime.getRuntime().maxMemory() <= 1L << 31, "needs a heap of 2 GB");
    Path one = Files.createDirectory(folder.resolve("one"));
    Files.move(folder.resolve("4.png"), one.resolve("4.png"));
    Optional<ImageShape> large = Optional.of(ImageShape.gray(46_000, 46_680));
    assertThat(said(() -> DataSpec.parse("images:" + one).open(large)))
        .endsWith("(--image-size), or give Java more (GAN_JAVA_OPTS=-Xmx4g).");
  }

  private static String said(ThrowingCallable failing) {
    return AdviceInOptions.of(catchThrowableOfType(GanException.class, failing));
  }

  @Test
  void dataThatIsNotThereIsLookedForWhenItIsOpened() {
    for (String kind : new String[] {"fashion-mnist:", "quickdraw:", "images:"}) {
      DataSpec spec = DataSpec.parse(kind + folder.resolve("no"));
      assertThatExceptionOfType(GanException.class)
          .isThrownBy(spec::open)
          .withMessageContaining(folder.resolve("no").toString());
    }
  }

  private Path drawings(String name, int count) throws IOException {
    String header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, 784), }".formatted(count);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    file.write(header.getBytes(StandardCharsets.US_ASCII));
    file.write(new byte[count * 784]);
    return Files.write(folder.resolve(name), file.toByteArray());
  }
}

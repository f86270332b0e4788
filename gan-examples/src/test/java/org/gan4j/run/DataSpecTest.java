package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
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

  private static final Path HERE = Path.of("");

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
    DataSpec spec = DataSpec.of(text, HERE);

    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.text()).isEqualTo(text);
  }

  @Test
  void fewCategoriesAreNamedAndManyAreCounted() {
    assertThat(DataSpec.of("quickdraw:a/cat.npy,b/apple.npy,fish", HERE).name())
        .isEqualTo("quickdraw-cat-apple-fish");
    assertThat(DataSpec.of("quickdraw:a.npy,b.npy,c.npy,d.npy", HERE).name())
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
        .isThrownBy(() -> DataSpec.of(text, HERE))
        .withMessageStartingWith("there is no data \"" + text + "\"; there are: digits")
        .withMessageContainingAll("fashion-mnist:DIR", "quickdraw:FILE[,FILE...]", "images:DIR");
  }

  @Test
  void digitsArePaddedAndKeepTheirClasses() {
    DataSpec digits = DataSpec.of("digits", HERE);

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
    ImageSet padded = DataSpec.of("stacked-digits", HERE).open(LARGER);

    assertThat(padded.size()).isEqualTo(128_000);
    assertThat(padded.shape()).isEqualTo(ImageShape.rgb(32, 36));
    assertThat(padded)
        .isInstanceOfSatisfying(
            LabelledImages.class, labelled -> assertThat(labelled.classes()).isEqualTo(1000));
  }

  @Test
  void sizeBelowTheDigitsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSpec.of("digits", HERE).open(Optional.of(ImageShape.gray(16, 16))))
        .withMessage(
            "images of 28 x 28 pixels cannot be padded to 16 x 16; choose a size that is not"
                + " smaller");
  }

  @Test
  void drawingsAreReadFromAllFiles() throws IOException {
    Path cat = drawings("cat.npy", 2);
    Path fish = drawings("fish.npy", 3);

    ImageSet images = DataSpec.of("quickdraw:" + cat + "," + fish, HERE).open(LARGER);

    assertThat(images.size()).isEqualTo(5);
    assertThat(images.shape()).isEqualTo(ImageShape.gray(32, 36));
  }

  @Test
  void imagesOfAFolderAreResizedAndKeepTheirColours() throws IOException {
    BufferedImage image = new BufferedImage(4, 6, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    DataSpec spec = DataSpec.of("images:" + folder, HERE);

    assertThat(spec.open().shape()).isEqualTo(ImageShape.rgb(6, 4));
    assertThat(spec.open(Optional.of(ImageShape.gray(2, 3))).shape())
        .isEqualTo(ImageShape.rgb(2, 3));
  }

  @Test
  void dataThatIsNotThereIsLookedForWhenItIsOpened() {
    for (String kind : new String[] {"fashion-mnist:", "quickdraw:", "images:"}) {
      DataSpec spec = DataSpec.of(kind + folder.resolve("no"), HERE);
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

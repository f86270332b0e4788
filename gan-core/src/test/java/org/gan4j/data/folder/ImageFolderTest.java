package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding files, choosing a shape, counting what cannot be used. */
class ImageFolderTest {
  private static final BufferedImage GREY = Pictures.grey(2, 1, 2, 3, 4);
  private static final BufferedImage COLOUR = Pictures.rgb(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1);

  @TempDir Path folder;

  @Test
  void realTilesAreAllReadInColour() {
    ImageSet tiles =
        ImageFolder.in(TestData.folder("images").resolve("monsters-32x32"))
            .skippingAtMost(0)
            .open();
    assertThat(tiles.size()).isEqualTo(587);
    assertThat(tiles.shape()).isEqualTo(ImageShape.rgb(32, 32));
  }

  @Test
  void realPairsAreFoundInBothFoldersBelow() {
    ImageSet pairs = ImageFolder.in(TestData.folder("pairs")).open();
    assertThat(pairs.size()).isEqualTo(300);
    assertThat(pairs.shape()).isEqualTo(ImageShape.rgb(64, 128));
  }

  @Test
  void filesAreFoundByNameInAllFoldersAndReadInTheOrderOfTheirNames() throws IOException {
    write("b/x.PNG", Pictures.grey(2, 4, 4, 4, 4));
    write("a.bmp", Pictures.grey(2, 2, 2, 2, 2));
    write("b.gif", Pictures.grey(2, 3, 3, 3, 3));
    write("a/deep/er.png", Pictures.grey(2, 1, 1, 1, 1));
    Files.writeString(folder.resolve("readme.txt"), "no image");
    Files.writeString(folder.resolve("._a.png"), "what macOS leaves behind");
    write(".cache/thumbnail.png", Pictures.grey(2, 9, 9, 9, 9));
    ImageSet images = ImageFolder.in(folder).skippingAtMost(0).gray().open();
    assertThat(firstValues(images)).containsExactly(2, 1, 3, 4);
  }

  @Test
  void folderBehindASymbolicLinkIsRead() throws IOException {
    write("real/a.png", GREY);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertThat(ImageFolder.in(link).open().size()).isEqualTo(1);
  }

  @Test
  void greyFilesGiveOneChannelAndOneColourFileGivesThree() throws IOException {
    write("a.png", GREY);
    write("b.png", Pictures.palette(0xFF000000, 0xFFFFFFFF, 2, 0, 1, 1, 0));
    assertThat(ImageFolder.in(folder).open().shape()).isEqualTo(ImageShape.gray(2, 2));
    assertThat(ImageFolder.in(folder).rgb().open().shape()).isEqualTo(ImageShape.rgb(2, 2));
    assertThat(ImageFolder.in(folder).background(0x808080).open().shape().channels()).isOne();
    assertThat(ImageFolder.in(folder).background(0x808081).open().shape().channels()).isEqualTo(3);
    write("c.png", COLOUR);
    assertThat(ImageFolder.in(folder).open().shape()).isEqualTo(ImageShape.rgb(2, 2));
    assertThat(ImageFolder.in(folder).gray().open().shape()).isEqualTo(ImageShape.gray(2, 2));
  }

  @Test
  void colouredPaletteIsColourUnlessItsColourIsInvisible() throws IOException {
    write("a.png", Pictures.palette(0xFF000000, 0x00FF00FF, 2, 0, 1, 1, 0));
    assertThat(ImageFolder.in(folder).open().shape().channels()).isOne();
    write("a.png", Pictures.palette(0xFF000000, 0x01FF00FF, 2, 0, 1, 1, 0));
    assertThat(ImageFolder.in(folder).open().shape().channels()).isEqualTo(3);
  }

  @Test
  void filesOfSeveralSizesNeedASize() throws IOException {
    write("a.png", GREY);
    write("b.png", Pictures.grey(3, 1, 2, 3, 4, 5, 6));
    refused(
        ImageFolder.in(folder),
        "have several sizes: a.png has 2 x 2 pixels, but b.png has 3 x 2 pixels",
        "Choose one size for all of them (size(height, width)).");
    assertThat(ImageFolder.in(folder).size(5, 4).open().shape()).isEqualTo(ImageShape.gray(5, 4));
  }

  @Test
  void missingFolderAndFileInItsPlaceAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(ImageFolder.in(folder.resolve("no")), "there is no folder " + folder.resolve("no"));
    refused(ImageFolder.in(file), file + " is a file; expected a folder of images");
  }

  @Test
  void emptyFolderIsAnError() throws IOException {
    refused(
        ImageFolder.in(folder),
        "there is no image in the folder " + folder,
        ".png, .jpg, .gif, .bmp, .webp or .tif");
    Files.writeString(folder.resolve("notes.txt"), "");
    refused(ImageFolder.in(folder), "there is no image in the folder " + folder);
  }

  @Test
  void textNamedPngIsLeftOutAndCounted() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no image at all, but a line of text");
    refused(
        ImageFolder.in(folder),
        "none of the 1 image files in "
            + folder
            + " can be used: a.png (it is no picture,"
            + " whatever its name says). Is it the right folder?");
    write("b.png", GREY);
    assertThat(firstValues(ImageFolder.in(folder).open())).containsExactly(1);
    refused(
        ImageFolder.in(folder).skippingAtMost(0),
        "1 of the 2 image files in "
            + folder
            + " cannot be used, and 0 are left out at most: a.png"
            + " (it is no picture");
  }

  @Test
  void formatIsThatOfTheContentWhateverTheNameSays() throws IOException {
    Files.move(write("a.bmp", GREY), folder.resolve("a.png"));
    assertThat(ImageFolder.in(folder).gray().open().size()).isEqualTo(1);
  }

  @Test
  void imageOfOnePixelIsLeftOutAndNamed() throws IOException {
    write("dot.png", Pictures.grey(1, 7));
    refused(ImageFolder.in(folder), "dot.png (it is 1 x 1 pixels, expected at least 2 x 2)");
    write("good.png", GREY);
    assertThat(ImageFolder.in(folder).open().size()).isEqualTo(1);
  }

  @Test
  void imageThatClaimsTooManyPixelsIsLeftOutBeforeItIsDecoded() throws IOException {
    byte[] bmp = Files.readAllBytes(write("a.bmp", GREY));
    for (int side : new int[] {18, 22}) { // where width and height are, low bytes first
      bmp[side] = 0x20;
      bmp[side + 1] = 0x4E;
    }
    Files.write(folder.resolve("a.bmp"), bmp);
    refused(
        ImageFolder.in(folder), "a.bmp (it is 20000 x 20000 pixels, expected 64 million at most");
  }

  @Test
  void imageWithASideThatIsTooLongIsLeftOut() throws IOException {
    write("a.png", Pictures.grey(65_536, new int[2 * 65_536]));
    refused(ImageFolder.in(folder), "a.png (it is 65536 x 2 pixels, expected at most 65,535 a");
    write("a.png", Pictures.grey(2, new int[2 * 65_536]));
    refused(ImageFolder.in(folder), "a.png (it is 2 x 65536 pixels, expected at most 65,535 a");
    write("a.png", Pictures.grey(65_535, new int[2 * 65_535]));
    assertThat(ImageFolder.in(folder).open().shape()).isEqualTo(ImageShape.gray(2, 65_535));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void imageThatIsCutOffIsLeftOut(String format) throws IOException {
    int[] noise = IntStream.range(0, 40 * 40 * 3).map(i -> i * 7919 % 251).toArray();
    byte[] whole = Files.readAllBytes(write("a." + format, Pictures.rgb(40, noise)));
    write("good.png", Pictures.rgb(40, noise));
    assertThat(ImageFolder.in(folder).open().size()).isEqualTo(2);
    for (int bytes : new int[] {1, 10, 40, whole.length / 2, whole.length * 9 / 10}) {
      Files.write(folder.resolve("a." + format), Arrays.copyOf(whole, bytes));
      assertThat(ImageFolder.in(folder).open().size()).as("of %s bytes", bytes).isEqualTo(1);
      refused(ImageFolder.in(folder).skippingAtMost(0), "1 of the 2 image files", "a." + format);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void noDamageEscapesAsAnythingButAnUnusableFile(String format) throws IOException {
    byte[] whole = Files.readAllBytes(write("a." + format, COLOUR));
    write("good.png", COLOUR);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (0x55 + i);
      Files.write(folder.resolve("a." + format), damaged);
      assertThatCode(() -> ImageFolder.in(folder).size(2, 2).open())
          .as("byte %s", i)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void tenUnusableFilesAreLeftOutAndElevenAreAnError() throws IOException {
    write("good.png", GREY);
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("bad" + i + ".png"), "text");
    }
    assertThat(ImageFolder.in(folder).open().size()).isEqualTo(1);
    Files.writeString(folder.resolve("worse.jpg"), "text");
    refused(
        ImageFolder.in(folder),
        "11 of the 12 image files in "
            + folder
            + " cannot be used, and 10 are left out at most:"
            + " bad0.png (",
        "bad2.png (it is no picture, whatever its name says) and 8 more. Mend or"
            + " remove them, or leave out more (skippingAtMost(files)).");
    assertThat(ImageFolder.in(folder).skippingAtMost(11).open().size()).isEqualTo(1);
  }

  @Test
  void oneOfAHundredFilesMayBeUnusable() {
    assertThat(FolderOptions.NONE.limit().of(1099)).isEqualTo(10);
    assertThat(FolderOptions.NONE.limit().of(5000)).isEqualTo(50);
  }

  @Test
  void setThatNoArrayCanHoldIsRefusedBeforeItIsDecoded() throws IOException {
    write("a.png", GREY);
    write("b.png", GREY);
    refused(
        ImageFolder.in(folder).size(40_000, 40_000),
        "the 2 images of 1x40000x40000 in " + folder + " take 3,200 MB of memory",
        "choose a smaller size");
  }

  @Test
  void setThatTheHeapCannotHoldSaysWhatJavaHas() throws IOException {
    write("a.png", GREY);
    long heap = Runtime.getRuntime().maxMemory();
    assumeTrue(heap <= 1L << 31, "needs a heap of 2 GB");
    refused(
        ImageFolder.in(folder).size(46_000, 46_680),
        "take 2,147 MB of memory, and Java has %,d MB in all".formatted(heap / 1_000_000),
        "choose a smaller size (size(height, width)), or give Java more (-Xmx4g)");
  }

  @Test
  void imageThatTheHeapCannotHoldInItsNewSizeIsNoOtherError() throws IOException {
    write("a.png", GREY);
    long heap = Runtime.getRuntime().maxMemory();
    assumeTrue(heap <= 1L << 31, "needs a heap of 2 GB");
    refused( // 552 MB as bytes, four times as much while it is resized
        ImageFolder.in(folder).size(23_500, 23_500),
        "take 552 MB of memory, and Java has %,d MB in all".formatted(heap / 1_000_000));
  }

  @Test
  void filesAreClosed() throws IOException {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(open), "needs a system that lists a process's open files");
    for (int i = 0; i < 300; i++) {
      write(i + ".png", GREY);
    }
    ImageFolder.in(folder).open(); // what decoders load stays open
    long before = count(open);
    ImageFolder.in(folder).open();
    assertThat(count(open)).isBetween(before - 100, before + 100);
  }

  private static long count(Path open) throws IOException {
    try (Stream<Path> files = Files.list(open)) {
      return files.count();
    }
  }

  @Test
  void wrongOptionsAreRefused() {
    ImageFolder images = ImageFolder.in(folder);
    for (int side : new int[] {0, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.size(side, 2))
          .withMessageContaining("at least one channel, row and column, not 1 x " + side + " x 2");
    }
    for (int colour : new int[] {-1, 0x1000000}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.background(colour))
          .withMessage("a background is from 0x000000 to 0xFFFFFF, not " + colour);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.skippingAtMost(-1))
        .withMessage("the number of files to skip is 0 or more, not -1");
  }

  private static void refused(ImageFolder images, String... messages) {
    assertThatThrownBy(images::open)
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(messages)
        .matches(e -> e.getMessage().lines().count() == 1);
  }

  private Path write(String name, BufferedImage image) throws IOException {
    return Pictures.write(image, folder.resolve(name));
  }

  /** {@return the first value of each image} */
  private static int[] firstValues(ImageSet images) {
    byte[] pixels = new byte[images.shape().size()];
    return IntStream.range(0, images.size())
        .map(
            i -> {
              images.read(i, pixels, 0);
              return pixels[0];
            })
        .toArray();
  }
}

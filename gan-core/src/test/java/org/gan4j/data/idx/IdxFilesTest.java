package org.gan4j.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest {
  private static final byte[] THREE =
      IdxBytes.images(3, 2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) 255});

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void imagesAreReadPlainAndPackedWhateverTheNameSays(boolean packed) throws IOException {
    Path file = write(packed ? "packed" : "plain.gz", packed ? IdxBytes.gzip(THREE) : THREE);
    ByteImages images = IdxFiles.images(file);
    assertThat(images.shape()).isEqualTo(ImageShape.gray(2, 2));
    assertThat(images.size()).isEqualTo(3);
    byte[] last = new byte[4];
    images.read(2, last, 0);
    assertThat(last).containsExactly(9, 10, 11, 255);
  }

  @Test
  void imagesLargerThanTheBuffersAreReadToTheLastByte() throws IOException {
    byte[] pixels = new byte[300 * 1000];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + i / 977);
    }
    Path file = write("large", IdxBytes.gzip(IdxBytes.images(3, 100, 1000, pixels)));
    byte[] last = new byte[100_000];
    IdxFiles.images(file).read(2, last, 0);
    assertThat(last).isEqualTo(Arrays.copyOfRange(pixels, 200_000, 300_000));
  }

  @Test
  void gzipOfSeveralMembersIsReadAsOne() throws IOException {
    byte[] head = IdxBytes.gzip(Arrays.copyOf(THREE, 18));
    byte[] tail = IdxBytes.gzip(Arrays.copyOfRange(THREE, 18, THREE.length));
    assertThat(IdxFiles.images(write("members", Bytes.concat(head, tail))).size()).isEqualTo(3);
  }

  @Test
  void labelledImagesHaveTheirLabels() throws IOException {
    Path images = write("images", THREE);
    Path labels = write("labels", IdxBytes.gzip(IdxBytes.labels((byte) 4, (byte) 0, (byte) 9)));
    LabelledImages set = IdxFiles.labelled(images, labels, 10);
    assertThat(new int[] {set.label(0), set.label(1), set.label(2)}).containsExactly(4, 0, 9);
    assertThat(set.classes()).isEqualTo(10);
  }

  @Test
  void missingFileIsNamed() {
    refused(folder.resolve("absent"), "there is no file ", "Check the path");
  }

  @Test
  void folderInPlaceOfAFileIsNamed() {
    refused(folder, "is a folder", "Name the file itself");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void emptyFileIsCalledEmpty(boolean packed) throws IOException {
    byte[] nothing = {};
    refused(write("f", packed ? IdxBytes.gzip(nothing) : nothing), "is empty", "Download");
  }

  @Test
  void fileOfAnotherFormatSaysWhatItBeginsWith() throws IOException {
    refused(
        write("f", new byte[] {'P', 'K', 3, 4, 5, 6, 7, 8}),
        "is not an IDX file of images: it begins with 50 4b 03 04, expected 00 00 08 03 (2051)",
        "Is it the right file?");
  }

  @Test
  void fileOfFewerThanFourBytesIsNoIdxFile() throws IOException {
    refused(write("f", new byte[] {0, 0, 8}), "it begins with 00 00 08, expected 00 00 08 03");
  }

  @Test
  void labelsFileInPlaceOfImagesIsRecognised() throws IOException {
    refused(
        write("f", IdxBytes.labels((byte) 1)),
        "is an IDX file of labels; expected one of images",
        "swapped");
  }

  @Test
  void imagesFileInPlaceOfLabelsIsRecognised() throws IOException {
    Path images = write("f", THREE);
    assertThatThrownBy(() -> IdxFiles.labelled(images, images, 10))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("is an IDX file of images; expected one of labels", "swapped");
  }

  @Test
  void truncatedHeaderSaysHowManyBytesAreMissing() throws IOException {
    refused(write("f", Arrays.copyOf(THREE, 13)), "3 bytes of its header are missing");
  }

  @ParameterizedTest
  @CsvSource({"0,28,28", "-1,28,28", "10,0,28", "10,28,-28"})
  void sizesBelowOneAreRefused(int count, int rows, int columns) throws IOException {
    refused(
        write("f", IdxBytes.images(count, rows, columns, new byte[100])),
        "promises " + count + " images of " + rows + " x " + columns + " pixels",
        "sizes of at least 1");
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647,2147483647,2147483647",
    "65536,65536,1",
    "4194304,2097152,2097152",
    "1,46341,46341",
    "2147483640,1,1",
    "4,1073741825,1"
  })
  void sizesThatFitNoArrayAreRefused(int count, int rows, int columns) throws IOException {
    refused(
        write("f", IdxBytes.images(count, rows, columns, new byte[100])),
        "promises " + count + " images",
        "expected 2147483639 bytes of pixels at most");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headerThatPromisesGigabytesCostsNone(boolean packed) throws IOException {
    byte[] content = IdxBytes.images(1, 46340, 46340, new byte[100]);
    Path file = write("f", packed ? IdxBytes.gzip(content) : content);
    // Two such arrays are more than the heap of any test run here.
    refused(file, "of their 2147395600 bytes 2147395500 are missing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void truncatedImagesFileSaysHowManyBytesAreMissing(boolean packed) throws IOException {
    byte[] content = Arrays.copyOf(THREE, THREE.length - 5);
    refused(
        write("f", packed ? IdxBytes.gzip(content) : content),
        "promises 3 images of 2 x 2 pixels, and of their 12 bytes 5 are missing",
        "again");
  }

  @Test
  void truncatedGzipSaysHowManyBytesAreMissing() throws IOException {
    byte[] packed = IdxBytes.gzip(THREE);
    refused(
        write("f", Arrays.copyOf(packed, packed.length - 12)),
        "is cut off",
        "bytes",
        "are missing");
  }

  @Test
  void gzipWithoutItsTrailerIsDamaged() throws IOException {
    byte[] packed = IdxBytes.gzip(THREE);
    refused(
        write("f", Arrays.copyOf(packed, packed.length - 8)),
        "is damaged: its gzip data ends early",
        "again");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trailingBytesAreRefused(boolean packed) throws IOException {
    byte[] content = Bytes.concat(THREE, new byte[] {0});
    refused(
        write("f", packed ? IdxBytes.gzip(content) : content),
        "goes on after its 3 images of 2 x 2 pixels: expected 12 bytes",
        "again");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 100_000})
  void bytesAfterTheGzipDataAreRefused(int surplus) throws IOException {
    refused(
        write("f", Bytes.concat(IdxBytes.gzip(THREE), new byte[surplus])),
        "is damaged: " + surplus + " bytes follow the end of the gzip data",
        "again");
  }

  @Test
  void corruptGzipIsDamaged() throws IOException {
    byte[] packed = IdxBytes.gzip(THREE);
    packed[packed.length - 6] ^= 1;
    refused(write("f", packed), "is damaged: Corrupt GZIP trailer", "again");
  }

  @Test
  void gzipThatIsOnlyItsFirstTwoBytesIsDamaged() throws IOException {
    refused(
        write("f", new byte[] {0x1f, (byte) 0x8b}),
        "is damaged: its gzip data ends early",
        "again");
  }

  @Test
  void labelsOfAnotherCountAreRefused() throws IOException {
    Path images = write("images", THREE);
    Path labels = write("labels", IdxBytes.labels((byte) 1, (byte) 2));
    assertThatThrownBy(() -> IdxFiles.labelled(images, labels, 10))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(
            labels + " has 2 labels, but " + images + " has 3 images", "same set?");
  }

  @Test
  void labelBeyondTheClassesIsRefused() throws IOException {
    Path images = write("images", THREE);
    Path labels = write("labels", IdxBytes.labels((byte) 1, (byte) 10, (byte) 2));
    assertThatThrownBy(() -> IdxFiles.labelled(images, labels, 10))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("label 1 in " + labels + " is 10; expected 0 to 9");
  }

  @Test
  void classesThatNoByteTellsApartAreAWrongArgument() throws IOException {
    Path images = write("images", THREE);
    Path labels = write("labels", IdxBytes.labels((byte) 1, (byte) 1, (byte) 2));
    assertThatIllegalArgumentException().isThrownBy(() -> IdxFiles.labelled(images, labels, 0));
  }

  /** The JDK's stream calls itself for each of them. */
  @Test
  void gzipOfCountlessEmptyMembersIsRefused() throws IOException {
    byte[] empty = IdxBytes.gzip(new byte[0]);
    byte[][] members = Collections.nCopies(100_000, empty).toArray(byte[][]::new);
    refused(
        write("f", Bytes.concat(IdxBytes.gzip(THREE), Bytes.concat(members))),
        "is damaged: its gzip data is in too many pieces");
  }

  private static void refused(Path file, String... parts) {
    assertThatThrownBy(() -> IdxFiles.images(file))
        .isInstanceOf(GanException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}

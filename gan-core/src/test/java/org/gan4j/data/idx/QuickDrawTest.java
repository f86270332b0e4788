package org.gan4j.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.TestData;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickDrawTest {
  @TempDir Path folder;

  @Test
  void realDrawingsAreThoseOfTheFileToTheLastByte() throws IOException {
    Path cat = TestData.folder("quickdraw").resolve("cat.npy");
    Path fish = TestData.folder("quickdraw").resolve("fish.npy");
    LabelledImages set = QuickDraw.open(List.of(cat, fish));
    assertThat(set.size()).isEqualTo(6000);
    assertThat(set.classes()).isEqualTo(2);
    assertThat(set.shape()).isEqualTo(ImageShape.gray(28, 28));
    assertThat(set.label(2999)).isZero();
    assertThat(set.label(3000)).isEqualTo(1);
    byte[] file = Files.readAllBytes(fish);
    byte[] all = new byte[3000 * 784];
    for (int i = 0; i < 3000; i++) {
      set.read(3000 + i, all, i * 784);
    }
    assertThat(Hashing.sha256().hashBytes(all))
        .isEqualTo(Hashing.sha256().hashBytes(file, 128, 3000 * 784)); // behind the header
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 784), }",
        "2; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 784), }",
        "3; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 784), }",
        "1; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 1, 784), }",
        "1; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 28, 28), }",
        "1; {\"shape\":(3L,784L),\"fortran_order\":False,\"descr\":\"u1\"}",
        "3; { 'shape' : ( 3 , 784 ) , 'descr' : '<u1' , 'fortran_order' : False }",
      },
      quoteCharacter = '`')
  void drawingsAreReadFromEachVersionAndShape(int version, String header) throws IOException {
    byte[] drawings = NpyBytes.drawings(7, 3);
    drawings[783] = (byte) 255;
    Path file = write("f", Bytes.concat(NpyBytes.header(version, header), drawings));
    LabelledImages set = QuickDraw.open(List.of(file));
    assertThat(set.size()).isEqualTo(3);
    byte[] target = new byte[786];
    set.read(0, target, 1);
    assertThat(target).startsWith(0, 7).endsWith(7, 255, 0);
    set.read(2, target, 2);
    assertThat(Arrays.copyOfRange(target, 2, 786)).containsOnly(9);
  }

  @Test
  void drawingsOfSeveralFilesFollowEachOtherAndKnowTheirFile() throws IOException {
    LabelledImages set = QuickDraw.open(List.of(file(10, 2), file(20, 1), file(30, 3)));
    assertThat(numbers(set)).containsExactly(10, 11, 20, 30, 31, 32);
    assertThat(IntStream.range(0, 6).map(set::label)).containsExactly(0, 0, 1, 2, 2, 2);
    assertThat(set.classes()).isEqualTo(3);
    assertThatThrownBy(() -> set.label(6)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.read(-1, new byte[784], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.read(0, new byte[784], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void capTakesASampleOfEachCategoryThatTheSeedDecides() throws IOException {
    List<Path> files = List.of(file(0, 100), file(100, 3), file(150, 100));
    int[] sample = numbers(QuickDraw.open(files, 10, 1));
    assertThat(sample).hasSize(23).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.copyOfRange(sample, 10, 13)).containsExactly(100, 101, 102);
    assertThat(sample[9]).isLessThan(100);
    assertThat(sample[13]).isGreaterThanOrEqualTo(150);
    assertThat(numbers(QuickDraw.open(files, 10, 1))).containsExactly(sample);
    assertThat(numbers(QuickDraw.open(files, 10, 2))).isNotEqualTo(sample);
    assertThat(IntStream.range(13, 23).map(i -> sample[i] - 150).toArray())
        .as("another category is another sample")
        .isNotEqualTo(Arrays.copyOf(sample, 10));
  }

  @Test
  void everyDrawingIsAsLikelyToBeInTheSample() throws IOException {
    List<Path> files = List.of(file(0, 5));
    int[] counts = new int[5];
    for (int seed = 0; seed < 2000; seed++) {
      IntStream.of(numbers(QuickDraw.open(files, 2, seed))).forEach(i -> counts[i]++);
    }
    // 2 of 5 are 800 of 2000, with a deviation of 22.
    assertThat(IntStream.of(counts)).allMatch(count -> count > 690 && count < 910);
  }

  @Test
  void categoriesLargerThanTheHeapTakeNothingOfIt() throws IOException {
    int count = 5_500_000; // 4.3 GB, of which the disk holds the header and the last drawing
    Path file = write("large", NpyBytes.header("(%d, 784)".formatted(count)));
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
      end.seek(end.length() + (count - 1) * 784L);
      end.write(NpyBytes.drawings(9, 1));
    }
    LabelledImages set = QuickDraw.open(List.of(file));
    byte[] target = new byte[784];
    set.read(count - 1, target, 0);
    assertThat(target).containsOnly(9);
    set.read(count - 2, target, 0);
    assertThat(target).containsOnly(0);
  }

  @Test
  void truncatedFileSaysHowManyBytesThereAre() throws IOException {
    refused(
        write("f", Arrays.copyOf(NpyBytes.file(0, 3), 2000)),
        "is cut off: its header promises an array of shape (3, 784), which makes 2480 bytes, but it has 2000",
        "Download or copy the file again");
  }

  @Test
  void fileThatGoesOnIsRefused() throws IOException {
    refused(
        write("f", Arrays.copyOf(NpyBytes.file(0, 3), 2481)),
        "goes on after its array of shape (3, 784): expected 2480 bytes, but it has 2481");
  }

  @Test
  void fortranOrderIsRefused() throws IOException {
    header(
        1, "{'descr': '|u1', 'fortran_order': True, 'shape': (3, 784), }", "is in Fortran order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", "|b1", "|i1", "<u2", "|O", "|S1"})
  void otherTypesAreRefused(String type) throws IOException {
    header(
        1,
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (3, 784), }",
        "has values of type '" + type + "'; expected unsigned bytes, '|u1'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"()", "(784,)", "(3, 28, 29)", "(3, 783)", "(3, 2, 784)", "(1, 3, 784)", "(3,)"})
  void otherShapesAreRefused(String shape) throws IOException {
    header(
        1,
        "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }",
        "has an array of shape " + shape + "; expected (n, 784), (n, 1, 784) or (n, 28, 28)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2147483648", "23524550000000000", "99999999999999999"})
  void countsThatNoSetCanHaveAreRefused(String count) throws IOException {
    header(
        1,
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + count + ", 784), }",
        "has an array of shape (" + count + ", 784); expected 1 to 2147483647 drawings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "shape; {'descr': '|u1', 'fortran_order': False, 'shape': (-3, 784), }",
        "shape; {'descr': '|u1', 'fortran_order': False, 'shape': (123456789012345678, 784), }",
        "shape; {'descr': '|u1', 'fortran_order': False, 'shape': [3, 784], }",
        "shape; {'descr': '|u1', 'fortran_order': False, 'shape': (3 784), }",
        "shape; {'descr': '|u1', 'fortran_order': False, 'shape': (3, 784",
        "shape; {'descr': '|u1', 'fortran_order': False}",
        "fortran_order; {'descr': '|u1', 'fortran_order': 0, 'shape': (3, 784), }",
        "descr; {'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (3, 784), }",
        "shape; x",
      })
  void headerThatCannotBeUnderstoodNamesTheEntry(String entry, String text) throws IOException {
    header(1, text, "has no '" + entry + "' that can be understood", "numpy.save");
  }

  @Test
  void hostileDigitsAreRefusedAtOnce() throws IOException {
    header(
        2,
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + "1".repeat(9000) + "}",
        "has no 'shape' that can be understood");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_001, Integer.MAX_VALUE, -1})
  void headerThatClaimsToBeHugeIsRefused(int length) throws IOException {
    refused(
        write("f", NpyBytes.start(2, length)),
        "claims to be " + Integer.toUnsignedString(length) + " bytes long; expected 10000 at most");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 9, 10, 127})
  void fileThatEndsInItsHeaderIsRefused(int bytes) throws IOException {
    refused(write("f", Arrays.copyOf(NpyBytes.file(0, 1), bytes)), "is cut off in its header");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4,0", "1,1", "255,0"})
  void otherVersionsAreRefused(int major, int minor) throws IOException {
    byte[] file = NpyBytes.file(0, 1);
    file[6] = (byte) major;
    file[7] = (byte) minor;
    refused(write("f", file), "is of version " + major + "." + minor + " of NumPy's format");
  }

  @Test
  void filesOfAnotherFormatSayWhatTheyBeginWith() throws IOException {
    refused(
        write("f.npz", new byte[] {'P', 'K', 3, 4, 5, 6, 7, 8}),
        "is not a NumPy file (.npy): it begins with 50 4b 03 04 05 06, expected 93 4e 55 4d 50 59");
    refused(write("f", new byte[] {'P'}), "it begins with 50, expected");
    refused(write("f", new byte[0]), "is empty");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    refused(folder.resolve("absent.npy"), "there is no file ", "absent.npy");
    refused(folder, "is a folder", "Name the file itself");
  }

  @Test
  void noFileAndNoDrawingAreRefused() throws IOException {
    List<Path> files = List.of(file(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickDraw.open(List.of()))
        .withMessage("drawings need at least one file, not none");
    for (int most : new int[] {0, -5}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> QuickDraw.open(files, most, 1))
          .withMessage("a category has at least 1 drawing, not " + most);
    }
  }

  @Test
  void drawingsBeyondTwoThousandMillionAreRefused() {
    ImageSet huge = DrawnDigits.of(Integer.MAX_VALUE, 1);
    assertThatThrownBy(() -> DrawingCategories.of(List.of(huge, huge)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("the files have 4294967294 drawings; expected 2147483647 at most");
  }

  private void header(int version, String text, String... messages) throws IOException {
    byte[] drawings = NpyBytes.drawings(0, 3);
    refused(write("f", Bytes.concat(NpyBytes.header(version, text), drawings)), messages);
  }

  private static void refused(Path file, String... messages) {
    assertThatThrownBy(() -> QuickDraw.open(List.of(file)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(messages)
        .matches(e -> e.getMessage().lines().count() == 1);
  }

  private Path file(int first, int count) throws IOException {
    return write("drawings-" + first, NpyBytes.file(first, count));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** {@return the numbers of the drawings in a set, each checked in all its pixels} */
  private static int[] numbers(ImageSet set) {
    byte[] pixels = new byte[784];
    int[] numbers = new int[set.size()];
    for (int i = 0; i < numbers.length; i++) {
      set.read(i, pixels, 0);
      assertThat(pixels).containsOnly(pixels[0]);
      numbers[i] = Byte.toUnsignedInt(pixels[0]);
    }
    return numbers;
  }
}

package org.gan4j.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.TestData;
import org.gan4j.image.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class NumpyImagesTest {
  private static final int[] PIXELS = {0, 1, 100, 127, 128, 255};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "|u1, 1, 0",
    "|i1, 1, 0",
    "<i2, 1, 0",
    ">i2, 1, 0",
    "<i4, 1, 0",
    ">i4, 1, 0",
    "<i8, 1, 0",
    ">i8, 1, 0",
    "<u2, 1, 0",
    ">u2, 1, 0",
    "<u4, 1, 0",
    ">u4, 1, 0",
    "<u8, 1, 0",
    ">u8, 1, 0",
    "<f2, 1, 0",
    ">f2, 1, 0",
    "<f4, 1, 0",
    ">f4, 1, 0",
    "<f8, 1, 0",
    ">f8, 1, 0",
    "<f2, 0.00392156862745098, 0",
    ">f4, 0.00392156862745098, 0",
    "<f8, 0.00392156862745098, 0",
    "<f2, 0.00784313725490196, -1",
    "<f4, 0.00784313725490196, -1",
    ">f8, 0.00784313725490196, -1"
  })
  void everyTypeInEveryRangeGivesItsPixels(String type, double step, double black)
      throws IOException {
    double[] values = IntStream.of(PIXELS).mapToDouble(p -> black + p * step).toArray();
    if (type.equals("|i1")) {
      values = new double[] {0, 0, 40, 50, 51, 102}; // a signed byte ends at 127
    }
    ImageSet set = open(array(type, false, "(1, 3, 2)", values));
    assertThat(set.shape()).isEqualTo(ImageShape.gray(3, 2));
    int[] expected = type.equals("|i1") ? new int[] {0, 0, 40, 50, 51, 102} : PIXELS;
    assertThat(pixels(set, 0)).containsExactly(expected);
  }

  @Test
  void truthValuesAreBlackAndWhite() throws IOException {
    ImageSet set = open(array("|b1", false, "(1, 2, 2)", 0, 1, 1, 0));
    assertThat(pixels(set, 0)).containsExactly(0, 255, 255, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(2, 4, 5); 1; false",
        "(2, 4, 5, 1); 1; false",
        "(2, 1, 4, 5); 1; false",
        "(2, 4, 5, 3); 3; true",
        "(2, 3, 4, 5); 3; false",
      })
  void everyLayoutInEveryOrderGivesTheSameImages(String shape, int channels, boolean last)
      throws IOException {
    double[] values = IntStream.range(0, 2 * channels * 20).mapToDouble(i -> 2 * i).toArray();
    int[] second = new int[channels * 20];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < 20; p++) {
        int i = channels * 20 + (last ? p * channels + c : c * 20 + p);
        second[c * 20 + p] = 2 * i;
      }
    }
    for (String type : List.of("|u1", "<f4")) {
      for (boolean fortran : new boolean[] {false, true}) {
        ImageSet set = open(array(type, fortran, shape, values));
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.shape()).isEqualTo(new ImageShape(channels, 4, 5));
        assertThat(pixels(set, 1)).as(type + fortran).containsExactly(second);
      }
    }
  }

  @Test
  void rowsOfSquaresAreSquares() throws IOException {
    for (String shape : List.of("(2, 9)", "(2, 1, 9)", "(2, 9, 1)")) {
      ImageSet set =
          open(array("|u1", false, shape, IntStream.range(0, 18).asDoubleStream().toArray()));
      assertThat(set.shape()).isEqualTo(ImageShape.gray(3, 3));
      assertThat(pixels(set, 1)).startsWith(9, 10).endsWith(17);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(4,); expected images",
        "(); expected images",
        "(0, 4, 4); it is empty",
        "(4, 4); numpy.save('",
        "(9, 9); a.reshape(-1, 3, 3)",
        "(2, 12); a.reshape(-1, 3, 2, 2)",
        "(2, 7); a.reshape(-1, HEIGHT, WIDTH)",
        "(4, 4, 3); a[None, ..., :3]",
        "(2, 4, 4, 4); a[..., :3]",
        "(2, 4, 5, 6); a[:, :3]",
        "(2, 5, 6, 2); a[..., :1]",
        "(5, 6, 3, 9); numpy.moveaxis(a, -1, 0)",
        "(2, 3, 4, 3); may be the first or the last",
        "(2, 2, 3, 4, 5); a.reshape(-1, *a.shape[-3:])",
        "(99999999999, 4, 4); expected images",
        "(2, 99999, 99999); expected images",
      })
  void otherShapesAreRefusedWithTheLineThatMendsThem(String shape, String advice)
      throws IOException {
    refused(write("a.npy", header("|u1", false, shape)), "has an array of shape " + shape, advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4; -2; 2; has values from -2 to 2; expected 0 to 1, -1 to 1 or 0 to 255",
        "<f4; 0; 300; has values from 0 to 300",
        "<i2; -5; 7; has values from -5 to 7",
        "<u2; 0; 65535; has values from 0 to 65535",
        "<f4; 0; NaN; 1 values that are no finite numbers; expected none",
        "<f8; -Infinity; Infinity; 2 values that are no finite numbers",
      })
  void otherValuesAreRefusedWithTheLineThatMendsThem(
      String type, double least, double most, String message) throws IOException {
    refused(array(type, false, "(1, 2, 2)", 0, least, most, 0), message, "a = numpy.load('");
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "<c8", "|S3", "<U3", "<M8[ns]", "|V2", "<f16", "|i3"})
  void whatHoldsNoNumbersIsRefused(String type) throws IOException {
    refused(write("a.npy", header(type, false, "(1, 2, 2)")), "has values of type '" + type + "'");
  }

  @Test
  void nothingIsRunThatIsPickled() throws IOException {
    refused(write("a.npy", header("|O", false, "(1,)")), "numpy.load(", "runs what is in it");
  }

  @Test
  void cutAndLongFilesAreRefusedPackedOrNot() throws IOException {
    byte[] whole = bytes("<f4", false, "(1, 2, 2)", 0, 1, 0, 1);
    for (int length : new int[] {whole.length - 1, whole.length + 1}) {
      byte[] wrong = Arrays.copyOf(whole, length);
      String message = length < whole.length ? "is cut off" : "goes on after";
      refused(write("a.npy", wrong), message);
      refused(write("a.npy.gz", IdxBytes.gzip(wrong)), message);
      refused(npz(Map.of("x", wrong)), message);
    }
  }

  @Test
  void filesAreClassesOnOneScale() throws IOException {
    Path dark = Files.move(array("<f4", false, "(1, 2, 2)", 0, 0, 0, 0), folder.resolve("dark"));
    Path light = array("<f4", false, "(2, 2, 2)", -1, 1, 0, 1, -1, 1, 0, 1);
    ImageSet set = NumpyImages.open(List.of(dark, light));
    assertThat(pixels(set, 0)).containsOnly(128);
    assertThat(pixels(set, 2)).containsExactly(0, 255, 128, 255);
    assertThat(set)
        .isInstanceOfSatisfying(
            LabelledImages.class,
            labelled -> {
              assertThat(labelled.classes()).isEqualTo(2);
              assertThat(IntStream.range(0, 3).map(labelled::label)).containsExactly(0, 1, 1);
            });
  }

  @Test
  void filesOfDifferentShapesAreRefused() throws IOException {
    Path one = Files.move(array("|u1", false, "(1, 2, 2)", 0, 2, 3, 4), folder.resolve("one"));
    Path other = array("|u1", false, "(1, 3, 2)", 0, 2, 3, 4, 5, 6);
    assertThatThrownBy(() -> NumpyImages.open(List.of(one, other)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("expected one shape for all of them");
  }

  @Test
  void archivesOfKerasHaveImagesLabelsAndATest() throws IOException {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("x_train", bytes("|u1", false, "(3, 2, 2)", 9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    arrays.put("y_train", bytes("<i8", false, "(3,)", 4, 0, 1));
    arrays.put("x_test", bytes("|u1", false, "(1, 2, 2)", 50, 60, 70, 80));
    arrays.put("y_test", bytes("<i8", false, "(1, 1)", 2));
    Path file = npz(arrays);
    LabelledImages train = (LabelledImages) NumpyImages.open(List.of(file));
    assertThat(pixels(train, 2)).containsExactly(9, 10, 11, 12);
    assertThat(train.classes()).isEqualTo(5);
    assertThat(train.label(0)).isEqualTo(4);
    LabelledImages test = (LabelledImages) NumpyImages.test(file).orElseThrow();
    assertThat(pixels(test, 0)).containsExactly(50, 60, 70, 80);
    assertThat(test.label(0)).isEqualTo(2);
    Path member = folder.resolve("a.npz#x_test");
    assertThat(pixels(NumpyImages.open(List.of(member)), 0)).containsExactly(50, 60, 70, 80);
    refused(folder.resolve("a.npz#z"), "has no array called z; it has: x_test (1, 2, 2), ");
  }

  @Test
  void imagesToTestWithAreOnTheScaleOfThoseToTrainOn() throws IOException {
    byte[] train = bytes("<f4", false, "(1, 2, 2)", 0, 100, 200, 255);
    byte[] dark = bytes("<f8", false, "(1, 2, 2)", 0, 1, 0, 1);
    byte[] unit = bytes("<f4", false, "(1, 2, 2)", 0, 1, 0.2, 1);
    assertThat(pixels(test(train, dark), 0)).containsExactly(0, 1, 0, 1);
    assertThat(pixels(test(unit, dark), 0)).containsExactly(0, 255, 0, 255);
    byte[] whole = bytes("|u1", false, "(1, 2, 2)", 0, 51, 255, 1);
    assertThat(pixels(test(unit, whole), 0)).containsExactly(0, 51, 255, 1);
    assertThatThrownBy(() -> test(unit, train))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("x_test", "has values from 0 to 255", "(black) to 1 (white)");
  }

  private ImageSet test(byte[] train, byte[] test) throws IOException {
    return NumpyImages.test(npz(Map.of("x_train", train, "x_test", test))).orElseThrow();
  }

  @Test
  void archivesOfOneArrayNeedNoNameAndOthersSayWhatTheyHave() throws IOException {
    byte[] images = bytes("|u1", false, "(1, 2, 2)", 0, 2, 3, 4);
    byte[] labels = bytes("|u1", false, "(1,)", 3);
    assertThat(pixels(open(npz(Map.of("arr_0", images))), 0)).containsExactly(0, 2, 3, 4);
    LabelledImages labelled = (LabelledImages) open(npz(Map.of("arr_0", images, "arr_1", labels)));
    assertThat(labelled.label(0)).isEqualTo(3);
    refused(
        npz(Map.of("a", images, "b", images)),
        "has several arrays of images: a (1, 2, 2), b (1, 2, 2). Choose one by #NAME");
    refused(
        npz(Map.of("a", labels, "b", labels)), "has no array of images; it has: a (1,), b (1,)");
    refused(npz(Map.of()), "holds no array of NumPy");
  }

  @Test
  void storedPartsAreReadAndWrongChecksumsAreNot() throws IOException {
    byte[] images = bytes("|u1", false, "(1, 2, 2)", 0, 2, 3, 4);
    Path file = stored("x.npy", images);
    assertThat(pixels(open(file), 0)).containsExactly(0, 2, 3, 4);
    byte[] damaged = Files.readAllBytes(file);
    int last = Bytes.indexOf(damaged, images) + images.length - 1;
    damaged[last] = 5;
    refused(write("b.npz", damaged), "does not have its checksum");
  }

  @Test
  void whatGan4jWritesIsRead() {
    for (ImageShape shape : List.of(ImageShape.gray(32, 32), ImageShape.rgb(6, 4))) {
      Path file = folder.resolve(shape.channels() + ".npy");
      float[] values = new float[2 * shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % 251;
      }
      NpyFile.of(shape, new ValueRange(0, 255))
          .write(List.of(Nd4j.create(values, shape.batch(2), 'c')).iterator(), 2, file);
      ImageSet set = open(file);
      assertThat(set.shape()).isEqualTo(shape);
      assertThat(pixels(set, 1))
          .containsExactly(
              IntStream.range(shape.size(), 2 * shape.size()).map(i -> i % 251).toArray());
    }
  }

  @Test
  void realArchiveOfKerasIsRead() {
    Path file = TestData.folder("odd").resolve("arrays").resolve("mnist.npz");
    assertThat(NumpyImages.open(List.of(file)))
        .isInstanceOfSatisfying(
            LabelledImages.class, images -> assertThat(images.classes()).isEqualTo(10));
    assertThat(NumpyImages.test(file)).map(ImageSet::shape).contains(ImageShape.gray(28, 28));
  }

  private static ImageSet open(Path file) {
    return NumpyImages.open(List.of(file));
  }

  private static int[] pixels(ImageSet set, int index) {
    byte[] pixels = new byte[set.shape().size() + 1];
    set.read(index, pixels, 1);
    return IntStream.range(1, pixels.length).map(i -> Byte.toUnsignedInt(pixels[i])).toArray();
  }

  private static void refused(Path file, String... messages) {
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(GanException.class)
        .hasMessageContaining(file.getFileName().toString().replaceFirst("#.*", ""))
        .hasMessageContainingAll(messages)
        .matches(e -> e.getMessage().lines().count() == 1);
  }

  private Path npz(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("a.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  private Path stored(String name, byte[] content) throws IOException {
    Path file = folder.resolve("stored.npz");
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return file;
  }

  /** An array of values in the order of C, which is changed to that of Fortran if wanted. */
  private Path array(String type, boolean fortran, String shape, double... values)
      throws IOException {
    return write("a.npy", bytes(type, fortran, shape, values));
  }

  private static byte[] bytes(String type, boolean fortran, String shape, double... values) {
    int[] sizes =
        Arrays.stream(shape.replaceAll("[() ]", "").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int k = 0; k < values.length; k++) {
      out.writeBytes(value(type, values[fortran ? rowMajor(sizes, k) : k]));
    }
    return Bytes.concat(header(type, fortran, shape), out.toByteArray());
  }

  private static int rowMajor(int[] sizes, int columnMajor) {
    int place = 0;
    int stride = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    int rest = columnMajor;
    for (int size : sizes) {
      stride /= size;
      place += rest % size * stride;
      rest /= size;
    }
    return place;
  }

  private static byte[] header(String type, boolean fortran, String shape) {
    return NpyBytes.header(
        1,
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape));
  }

  private static byte[] value(String type, double value) {
    int bytes = Integer.parseInt(type.substring(2));
    ByteBuffer buffer =
        ByteBuffer.allocate(bytes)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean fraction = type.charAt(1) == 'f';
    switch (bytes) {
      case 1 -> buffer.put((byte) value);
      case 2 -> buffer.putShort(fraction ? half(value) : (short) (int) value);
      case 4 -> {
        if (fraction) {
          buffer.putFloat((float) value);
        } else {
          buffer.putInt((int) (long) value);
        }
      }
      default -> {
        if (fraction) {
          buffer.putDouble(value);
        } else {
          buffer.putLong((long) value);
        }
      }
    }
    return buffer.array();
  }

  /** The nearest number of 16 bits, for those below 2048 in size. */
  private static short half(double value) {
    if (value == 0) {
      return 0;
    }
    int exponent = Math.max(-14, Math.getExponent(value));
    int fraction = (int) Math.rint(Math.scalb(Math.abs(value), 10 - exponent));
    int biased = fraction < 0x400 ? 0 : exponent + 14; // the leading bit adds one
    return (short) ((value < 0 ? 0x8000 : 0) | ((biased << 10) + fraction));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}

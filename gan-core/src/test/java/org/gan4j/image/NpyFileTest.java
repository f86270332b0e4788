package org.gan4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gan4j.ImageShape;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NpyFileTest {
  private static final ValueRange BYTES = new ValueRange(0, 255);

  @TempDir private Path folder;

  @Test
  void greyImagesAreWrittenRowByRowBatchAfterBatch() throws IOException {
    byte[] file =
        written(
            ImageShape.gray(1, 3),
            3,
            images(new float[] {1, 2, 3, 4, 5, 6}, 2, 1, 1, 3),
            images(new float[] {-9, 255, 300}, 1, 1, 1, 3));

    assertHeader(file, "(3, 1, 3)");
    assertThat(data(file)).containsExactly(1, 2, 3, 4, 5, 6, 0, 255, 255);
  }

  @Test
  void headerIsInTheDigitsOfPythonWhateverTheUsersLanguage() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      greyImagesAreWrittenRowByRowBatchAfterBatch();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void colourImagesHaveTheirChannelsLast() throws IOException {
    float[] values = {10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 60, 61};

    byte[] file = written(ImageShape.rgb(2, 1), 2, images(values, 2, 3, 2, 1));

    assertHeader(file, "(2, 2, 1, 3)");
    assertThat(data(file)).containsExactly(10, 20, 30, 11, 21, 31, 40, 50, 60, 41, 51, 61);
  }

  @Test
  void whatIsNoImageIsWrittenInNumbers() throws IOException {
    byte[] file =
        written(
            SampleShape.vector(2),
            3,
            images(new float[] {1.5f, -2, 300, 0}, 2, 2),
            images(new float[] {-0.25f, 1e-3f}, 1, 2));

    assertHeader(file, "<f4", "(3, 2)");
    ByteBuffer data = ByteBuffer.wrap(file, 10 + length(file), 24).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[6];
    data.asFloatBuffer().get(values);
    assertThat(values).containsExactly(1.5f, -2, 300, 0, -0.25f, 1e-3f);
    assertThat(file).hasSize(10 + length(file) + 24);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(SampleShape.vector(2), 1, images(new float[3], 1, 3)))
        .withMessage("samples of 2 values were expected, not an array of shape [1, 3]");
  }

  @Test
  void batchesAreClosedWhenTheyAreWritten() {
    INDArray batch = images(new float[] {1}, 1, 1, 1, 1);

    NpyFile.of(ImageShape.gray(1, 1), BYTES)
        .write(List.of(batch).iterator(), 1, folder.resolve("a.npy"));

    assertThat(batch.wasClosed()).isTrue();
  }

  @Test
  void moreOrFewerImagesThanAnnouncedAreRefusedAndLeaveNoFile() {
    assertThatThrownBy(() -> written(ImageShape.gray(1, 1), 2, images(new float[] {1}, 1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 images were announced, and 1 came");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void imagesOfAnotherShapeAreRefused() {
    assertThatThrownBy(
            () -> written(ImageShape.gray(1, 1), 1, images(new float[] {1, 2}, 1, 1, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images of 1x1x1 were expected, not an array of shape [1, 1, 1, 2]");
    assertThatThrownBy(() -> written(ImageShape.gray(1, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of images has at least 1 image, not 0");
  }

  private byte[] written(SampleShape shape, int count, INDArray... batches) throws IOException {
    Path file = folder.resolve("a.npy");
    NpyFile.of(shape, BYTES).write(List.of(batches).iterator(), count, file);
    return Files.readAllBytes(file);
  }

  private static INDArray images(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c');
  }

  /** By the description of version 1.0 of the format. */
  private static void assertHeader(byte[] file, String shape) {
    assertHeader(file, "|u1", shape);
  }

  private static void assertHeader(byte[] file, String type, String shape) {
    assertThat(Arrays.copyOf(file, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    int length = length(file);
    assertThat((10 + length) % 64).isZero();
    assertThat(new String(file, 10, length, StandardCharsets.US_ASCII))
        .matches(
            "\\{'descr': '\\Q%s\\E', 'fortran_order': False, 'shape': \\Q%s\\E, \\} *\n"
                .formatted(type, shape));
  }

  private static int length(byte[] file) {
    return (file[8] & 255) + 256 * (file[9] & 255);
  }

  private static int[] data(byte[] file) {
    int[] data = new int[file.length - 10 - length(file)];
    Arrays.setAll(data, i -> file[10 + length(file) + i] & 255);
    return data;
  }
}

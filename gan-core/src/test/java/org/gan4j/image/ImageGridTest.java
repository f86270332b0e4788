package org.gan4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ImageGridTest {
  private static final ValueRange BYTES = new ValueRange(0, 255);

  @TempDir Path folder;

  @Test
  void writtenGreyPixelsAreExactForAllBytes() throws IOException {
    INDArray image = Nd4j.arange(256).castTo(DataType.FLOAT).reshape(1, 1, 16, 16);

    BufferedImage picture = written(ImageGrid.of(BYTES), image);

    assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(picture.getWidth()).isEqualTo(16);
    for (int value = 0; value < 256; value++) {
      assertThat(grey(picture, value % 16, value / 16)).isEqualTo(value);
    }
  }

  @Test
  void writtenColourPixelsKeepTheOrderRedGreenBlue() throws IOException {
    INDArray image =
        Nd4j.create(new float[] {10, 11, 20, 21, 30, 31}, new long[] {1, 3, 1, 2}, 'c');

    BufferedImage picture = written(ImageGrid.of(BYTES), image);

    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFF0A141E);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF0B151F);
    assertThat(ImageGrid.of(BYTES).draw(image).getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
  }

  @Test
  void valuesAreClampedAndNanIsBlack() {
    float[] values = {-1, 0, 1, -9, 9, Float.NaN};
    INDArray image = Nd4j.create(values, new long[] {1, 1, 1, 6}, 'c');

    BufferedImage picture = ImageGrid.of(ValueRange.SIGNED).draw(image);

    assertThat(row(picture, 0)).containsExactly(0, 128, 255, 0, 255, 0);
  }

  @Test
  void tilesGoRowByRowWithABlackGapAndAreEnlarged() {
    INDArray images = Nd4j.create(new float[] {10, 20, 30, 40, 50, 60}, new long[] {3, 1, 1, 2});

    BufferedImage picture = ImageGrid.of(BYTES).columns(2).scale(2).draw(images);

    int[] first = {10, 10, 20, 20, 0, 0, 30, 30, 40, 40};
    int[] second = {50, 50, 60, 60, 0, 0, 0, 0, 0, 0};
    assertThat(picture.getHeight()).isEqualTo(6);
    assertThat(row(picture, 0)).containsExactly(first);
    assertThat(row(picture, 1)).containsExactly(first);
    assertThat(row(picture, 2)).containsOnly(0);
    assertThat(row(picture, 3)).containsOnly(0);
    assertThat(row(picture, 4)).containsExactly(second);
    assertThat(row(picture, 5)).containsExactly(second);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 1", "3, 2, 2", "4, 2, 2", "5, 3, 2", "9, 3, 3", "10, 4, 3"})
  void columnsAreNearSquareByDefault(int count, int across, int down) {
    BufferedImage picture = ImageGrid.of(BYTES).draw(Nd4j.zeros(count, 1, 3, 5));

    assertThat(picture.getWidth()).isEqualTo(across * 7 - 2);
    assertThat(picture.getHeight()).isEqualTo(down * 5 - 2);
  }

  @Test
  void moreColumnsThanImagesMakeOneRowAsWideAsTheImages() {
    BufferedImage picture = ImageGrid.of(BYTES).columns(8).draw(Nd4j.zeros(3, 1, 4, 4));

    assertThat(picture.getWidth()).isEqualTo(16);
    assertThat(picture.getHeight()).isEqualTo(4);
  }

  @Test
  void viewsFortranOrderAndOtherTypesDrawTheSame() {
    INDArray images = Nd4j.rand(DataType.FLOAT, 6, 3, 4, 5).muli(255);
    int[] expected = pixels(images.dup('c'));
    INDArray wide = Nd4j.zeros(DataType.FLOAT, 8, 3, 4, 9);
    INDArray view =
        wide.get(
            NDArrayIndex.interval(1, 7),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(3, 8));
    view.assign(images);

    assertThat(view.isView()).isTrue();
    assertThat(pixels(view)).isEqualTo(expected);
    assertThat(pixels(images.dup('f'))).isEqualTo(expected);
    assertThat(pixels(images.castTo(DataType.DOUBLE))).isEqualTo(expected);
    INDArray channelsLast = images.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
    assertThat(pixels(channelsLast)).isEqualTo(expected);
  }

  @Test
  void drawingLeavesTheImagesAsTheyWere() {
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 1, 4, 4);
    INDArray before = images.dup();

    ImageGrid.of(ValueRange.UNIT).draw(images);

    assertThat(images).isEqualTo(before);
  }

  @Test
  void writeMakesFoldersReplacesAFileAndLeavesNothingElse() throws IOException {
    Path png = folder.resolve("a/b/samples.png");
    ImageGrid grid = ImageGrid.of(BYTES);

    grid.write(Nd4j.zeros(1, 1, 2, 2), png);
    grid.write(Nd4j.zeros(1, 1, 2, 2).addi(200), png);

    assertThat(grey(ImageIO.read(png.toFile()), 1, 1)).isEqualTo(200);
    assertThat(names(png.getParent())).containsExactly("samples.png");
  }

  @Test
  void writeBelowAFileFailsWithTheReasonAndLeavesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "kept");

    assertThatThrownBy(
            () -> ImageGrid.of(BYTES).write(Nd4j.zeros(1, 1, 2, 2), file.resolve("x.png")))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("x.png could not be written")
        .hasMessageContaining("may write to")
        .hasCauseInstanceOf(IOException.class);
    assertThat(file).hasContent("kept");
  }

  @Test
  void writeOntoAFolderFailsAndLeavesNoFile() throws IOException {
    Path target = Files.createDirectory(folder.resolve("x.png"));

    assertThatThrownBy(() -> ImageGrid.of(BYTES).write(Nd4j.zeros(1, 1, 2, 2), target))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("is a folder");
    assertThat(names(folder)).containsExactly("x.png");
    assertThat(names(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4,4", "1,4,4", "1,1,1,4,4", "2,2,4,4", "2,4,4,4"})
  void arraysOfAnotherShapeAreRefusedWithTheShape(String shape) {
    long[] sizes = Stream.of(shape.split(",", -1)).mapToLong(Long::parseLong).toArray();
    String found = "[" + shape.replace(",", ", ") + "]";

    assertThatThrownBy(() -> ImageGrid.of(BYTES).draw(Nd4j.zeros(DataType.FLOAT, sizes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[count, channels, height, width] with 1 or 3 channels")
        .hasMessageEndingWith("not of " + found);
  }

  @Test
  void noImagesAreRefused() {
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 1, 4, 4);

    assertThatThrownBy(() -> ImageGrid.of(BYTES).draw(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one image, not of [0, 1, 4, 4]");
  }

  @Test
  void aPictureThatIsTooLargeIsRefused() {
    INDArray images = Nd4j.zeros(2, 1, 28, 28);

    assertThatThrownBy(() -> ImageGrid.of(BYTES).scale(100_000).draw(images))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 1, 28, 28], enlarged by 100000, make too large a picture");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void columnsAndScaleBelowOneAreRefused(int value) {
    ImageGrid grid = ImageGrid.of(BYTES);

    assertThatThrownBy(() -> grid.columns(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 column, not " + value);
    assertThatThrownBy(() -> grid.scale(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, not " + value);
  }

  private BufferedImage written(ImageGrid grid, INDArray images) throws IOException {
    Path png = folder.resolve("grid.png");
    grid.write(images, png);
    return ImageIO.read(png.toFile());
  }

  private static int[] pixels(INDArray images) {
    BufferedImage picture = ImageGrid.of(BYTES).draw(images);
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }

  private static int[] row(BufferedImage picture, int y) {
    return picture
        .getRaster()
        .getSamples(0, y, picture.getWidth(), 1, 0, new int[picture.getWidth()]);
  }

  private static int grey(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }

  private static String[] names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}

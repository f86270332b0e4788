package org.gan4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Grids with names beside their rows. */
class RowNamesTest {
  private static final int SIDE = 20;
  private static final int GAP = 2;
  private static final int LIGHT = 0xF2;

  private final INDArray images = Nd4j.rand(DataType.FLOAT, 6, 1, SIDE, SIDE);
  private final ImageGrid grid = ImageGrid.of(ValueRange.UNIT).columns(3);

  @BeforeEach
  void needsAFont() {
    assumeTrue(ImageGrid.canWriteNames(), "Java finds no font on this machine");
  }

  private BufferedImage named(String... names) {
    return grid.rowNames(List.of(names)).draw(images);
  }

  private static int margin(BufferedImage picture) {
    return picture.getWidth() - (3 * (SIDE + GAP) - GAP);
  }

  private static int grey(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }

  /** Whether something dark stands in some lines of the margin. */
  private static boolean isWritten(BufferedImage picture, int from, int lines) {
    return IntStream.range(0, margin(picture) * lines)
        .anyMatch(i -> grey(picture, i / lines, from + i % lines) < 128);
  }

  @Test
  void aNameStandsLeftOfItsRowAndTheImagesAreTheSame() {
    BufferedImage plain = grid.draw(images);
    BufferedImage picture = named("cat", "");

    assertThat(margin(picture)).isPositive();
    assertThat(picture.getHeight()).isEqualTo(plain.getHeight());
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        assertThat(grey(picture, margin(picture) + x, y)).isEqualTo(grey(plain, x, y));
      }
    }
    assertThat(grey(picture, 0, 0)).isEqualTo(LIGHT);
    assertThat(isWritten(picture, 0, SIDE)).as("the first row").isTrue();
    assertThat(isWritten(picture, SIDE + GAP, SIDE)).as("the second row").isFalse();
    assertThat(isWritten(named("", "cat"), SIDE + GAP, SIDE)).as("the second row").isTrue();
  }

  @Test
  void withoutNamesThereIsNoMargin() {
    assertThat(margin(named())).isZero();
  }

  @Test
  void namesOfRowsThatThereAreNotAreLeftOut() {
    assertThat(margin(named("a", "b", "a much longer one"))).isEqualTo(margin(named("a", "b")));
  }

  @Test
  void aLongNameIsCutAndItsMarginBounded() {
    String word = "Donaudampfschifffahrt";
    int widest = margin(named(word.repeat(2), "b"));
    assertThat(margin(named(word.repeat(10_000), "b"))).isEqualTo(widest).isLessThan(200);
    assertThat(margin(named("W".repeat(300), "b"))).isLessThan(200);
    assertThat(isWritten(named(word.repeat(10_000), "b"), 0, SIDE)).isTrue();
    assertThat(margin(named("𝄞".repeat(100) + "\n\t", "b"))).isPositive(); // two chars each
  }

  @Test
  void theLowestRowsAndColourHaveNames() {
    INDArray points = Nd4j.rand(DataType.FLOAT, 2, 3, 1, 1);
    BufferedImage picture =
        ImageGrid.of(ValueRange.UNIT).columns(1).rowNames(List.of("a", "b")).draw(points);
    assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(picture.getHeight()).isEqualTo(2 + GAP);
  }

  @Test
  void aMachineWithoutFontsHasNone() {
    assertThat(
            RowNames.usable(
                () -> {
                  throw new InternalError("Fontconfig head is null");
                }))
        .isEmpty();
    assertThat(
            RowNames.usable(
                () -> {
                  throw new NoClassDefFoundError("sun.awt.X11FontManager");
                }))
        .isEmpty();
    assertThat(RowNames.usable(() -> new Font(Font.SANS_SERIF, Font.PLAIN, 12))).isPresent();
  }
}

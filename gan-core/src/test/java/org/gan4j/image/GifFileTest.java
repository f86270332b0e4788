package org.gan4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

class GifFileTest {
  @TempDir private Path folder;

  @Test
  void greyPicturesKeepAllBytes() throws IOException {
    List<IIOImage> frames = written(GifFile.ofRate(10), grey(0), grey(1), grey(128));

    assertThat(frames).hasSize(3);
    assertThat(reds(frames.get(0))).isEqualTo(ramp(0));
    assertThat(reds(frames.get(1))).isEqualTo(ramp(1));
    assertThat(reds(frames.get(2))).isEqualTo(ramp(128));
  }

  @Test
  void coloursOfEachPictureAreItsOwn() throws IOException {
    List<IIOImage> frames =
        written(GifFile.ofRate(10), colour(0xFF0000), colour(0x00FF00), colour(0x0000FF));

    assertThat(frames)
        .extracting(frame -> ((BufferedImage) frame.getRenderedImage()).getRGB(3, 3) & 0xFFFFFF)
        .containsExactly(0xFF0000, 0x00FF00, 0x0000FF);
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "10, 10", "30, 3", "50, 2"})
  void picturesStayForTheirTimeAndTheLastAsLong(int rate, String hundredths) throws IOException {
    assertThat(delays(written(GifFile.ofRate(rate), grey(0), grey(1))))
        .containsExactly(hundredths, hundredths);
  }

  @Test
  void theLastPictureMayStayLonger() throws IOException {
    GifFile gif = GifFile.ofRate(20).holdingLast(1.5);

    assertThat(delays(written(gif, grey(0), grey(1), grey(2)))).containsExactly("5", "5", "150");
    assertThat(delays(written(gif, grey(0)))).containsExactly("150");
  }

  @Test
  void itBeginsAgainForEver() throws IOException {
    NodeList loops =
        tree(written(GifFile.ofRate(10), grey(0), grey(1)).get(0))
            .getElementsByTagName("ApplicationExtension");

    assertThat(loops.getLength()).isOne();
    IIOMetadataNode loop = (IIOMetadataNode) loops.item(0);
    assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
    assertThat(loop.getAttribute("authenticationCode")).isEqualTo("2.0");
    assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
  }

  @Test
  void noPicturesAndPicturesOfAnotherSizeAreRefusedAndLeaveNoFile() {
    BufferedImage small = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);

    assertThatThrownBy(() -> written(GifFile.ofRate(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a GIF has at least one picture, and there is none");
    assertThatThrownBy(() -> written(GifFile.ofRate(10), grey(0), small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one of 3 x 2 pixels comes after one of 16 x 16");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 51})
  void ratesOutsideAreRefused(int rate) {
    assertThatThrownBy(() -> GifFile.ofRate(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a GIF shows 1 to 50 pictures a second, not " + rate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 601, Double.NaN})
  void timesOutsideAreRefused(double seconds) {
    assertThatThrownBy(() -> GifFile.ofRate(1).holdingLast(seconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("0.02 to 600 seconds, not for " + seconds);
  }

  private List<IIOImage> written(GifFile gif, BufferedImage... pictures) throws IOException {
    Path file = folder.resolve("a.gif");
    gif.write(List.of(pictures).iterator(), file);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(in);
      List<IIOImage> frames = new ArrayList<>();
      for (Iterator<IIOImage> all = reader.readAll(null); all.hasNext(); ) {
        frames.add(all.next());
      }
      return frames;
    }
  }

  private static BufferedImage grey(int first) {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 16, 16, ramp(first));
    return picture;
  }

  private static int[] ramp(int first) {
    return IntStream.range(first, first + 256).map(value -> value % 256).toArray();
  }

  /** A diagonal on a gradient. */
  private static BufferedImage colour(int rgb) {
    BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 144; i++) {
      picture.setRGB(i % 12, i / 12, i % 13 == 0 ? rgb : ((i % 12) << 20) | ((i / 12) << 12));
    }
    return picture;
  }

  private static int[] reds(IIOImage frame) {
    BufferedImage picture = (BufferedImage) frame.getRenderedImage();
    return IntStream.of(picture.getRGB(0, 0, 16, 16, null, 0, 16)).map(v -> v & 0xFF).toArray();
  }

  private static List<String> delays(List<IIOImage> frames) {
    return frames.stream()
        .map(frame -> tree(frame).getElementsByTagName("GraphicControlExtension").item(0))
        .map(node -> ((IIOMetadataNode) node).getAttribute("delayTime"))
        .toList();
  }

  private static IIOMetadataNode tree(IIOImage frame) {
    IIOMetadata metadata = frame.getMetadata();
    return (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
  }
}

package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.models.MlpGan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gan info PATH} tells about each kind of file. */
class InfoTest {
  private static final ImageShape SHAPE = ImageShape.gray(4, 4);

  @TempDir private Path folder;

  private TrainedGenerator trained() {
    return TrainedGenerator.of(MlpGan.model().generator(SHAPE, 1), Latents.NORMAL);
  }

  @Test
  void anExportedGenerator() throws IOException {
    Path file = folder.resolve("a.gan");
    trained().withLabels(List.of("cat", "\u001b[31mdog")).save(file);

    assertThat(info(file))
        .containsPattern("(?m)^generator +" + file + "$")
        .containsPattern("(?m)^images +1x4x4$")
        .containsPattern("(?m)^latents +100, NORMAL$")
        .containsPattern("(?m)^labels +cat, \\?\\[31mdog$")
        .containsPattern("(?m)^discriminator +none$");
    Path renamed = Files.move(file, folder.resolve("a.zip"));
    assertThat(info(renamed)).startsWith("generator ");
    Files.write(folder.resolve("b.gan"), new byte[] {1, 2});
    assertThat(error("b.gan")).contains("b.gan is no generator that can be used (it is no whole");
  }

  @Test
  void aNetwork() throws IOException {
    Path file = folder.resolve("network.zip");
    NetworkFile.write(trained().generator().network(), file);

    assertThat(info(file))
        .containsPattern("(?m)^kind +MultiLayerNetwork$")
        .containsPattern("(?m)^parameters +[\\d,]+, FLOAT$")
        .containsPattern("(?m)^optimiser +Adam\\(")
        .containsPattern("(?m)^layer 0 +DenseLayer, 25,856 parameters$"); // 100 x 256 + 256
    Files.write(file, new byte[] {'P', 'K', 3, 4});
    assertThat(error("network.zip")).contains("is not a whole Deeplearning4j network: ");
  }

  @Test
  void idxFilesAndTheirFolder() throws IOException {
    byte[] images = ByteBuffer.allocate(16 + 12).putInt(2051).putInt(2).putInt(3).putInt(2).array();
    Path file = Files.write(folder.resolve("train-images-idx3-ubyte"), images);
    Path labels = folder.resolve("train-labels-idx1-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(labels))) {
      out.write(ByteBuffer.allocate(8 + 2).putInt(2049).putInt(2).array());
    }

    assertThat(info(file)).containsPattern("(?m)^content +2 images of 3 x 2 pixels$");
    assertThat(info(labels)).containsPattern("(?m)^content +2 labels$");
    assertThat(info(folder))
        .containsPattern("(?m)^kind +folder of IDX files$")
        .containsPattern("(?m)^train-images-idx3-ubyte +2 images of 3 x 2 pixels$")
        .containsPattern("(?m)^train-labels-idx1-ubyte.gz +2 labels$");
    Files.write(file, new byte[] {0, 0, 8, 3, 0});
    assertThat(error("train-images-idx3-ubyte")).contains("is cut off");
  }

  @Test
  void arrays() throws IOException {
    assertThat(info(npy("|u1", "False", "(3, 784)")))
        .containsPattern("(?m)^kind +NumPy array$")
        .containsPattern("(?m)^shape +\\(3, 784\\)$")
        .containsPattern("(?m)^values +\\|u1$")
        .containsPattern("(?m)^order +C$")
        .containsPattern("(?m)^images +3 of 28 x 28 pixels, grey$");
    assertThat(info(npy("<f8", "True", "(784,)")))
        .containsPattern("(?m)^order +Fortran$")
        .doesNotContain("images");
    Files.writeString(folder.resolve("a.npy"), "\u0093NUMPY", StandardCharsets.ISO_8859_1);
    assertThat(error("a.npy")).contains("is cut off in its header");
  }

  private Path npy(String type, String fortran, String shape) throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, fortran, shape);
    String file = "\u0093NUMPY\1\0" + (char) header.length() + "\0" + header;
    return Files.writeString(folder.resolve("a.npy"), file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void picturesAndTheirFolder() throws IOException {
    Path grey = picture("a.png", 5, 4, BufferedImage.TYPE_BYTE_GRAY);
    picture("b.bmp", 5, 4, BufferedImage.TYPE_INT_RGB);
    picture("c.gif", 7, 7, BufferedImage.TYPE_INT_RGB);
    Files.writeString(folder.resolve("d.jpg"), "none");

    assertThat(info(grey))
        .containsPattern("(?m)^size +5 x 4 pixels$")
        .containsPattern("(?m)^colour +grey$");
    assertThat(info(folder))
        .containsPattern("(?m)^kind +folder of pictures$")
        .containsPattern("(?m)^pictures +3, of them grey \\d$")
        .containsPattern("(?m)^sizes +5 x 4 pixels \\(2\\), 7 x 7 pixels \\(1\\)$")
        .containsPattern("(?m)^formats +PNG \\(1\\), BMP \\(1\\), GIF \\(1\\)$")
        .containsPattern("(?m)^transparent +none$")
        .containsPattern("(?m)^turned +none$")
        .containsPattern("(?m)^unusable +1: d.jpg \\(it is no picture");
    assertThat(info(Path.of("images:" + folder))).isEqualTo(info(folder));
    assertThat(error("d.jpg")).contains("d.jpg cannot be used: it is no picture");
  }

  private Path picture(String name, int width, int height, int type) throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(2);
    assertThat(ImageIO.write(new BufferedImage(width, height, type), format, file.toFile()))
        .isTrue();
    return file;
  }

  @Test
  void whatIsUnknownOrMissingIsReportedWithWhatIsKnown() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "some notes");

    assertThat(error("notes.txt"))
        .startsWith(
            "gan: " + folder.resolve("notes.txt") + " is nothing that gan knows: it explains run")
        .contains(".gan", ".npy", "IDX", "PNG", "Deeplearning4j");
    assertThat(error("none")).endsWith("none: check the path\n");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(error("empty")).contains("there is no image in the folder");
  }

  @Test
  void homeIsFoundBehindTheKindOfDataToo() throws IOException {
    ImageIO.write(
        new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        Files.createDirectory(folder.resolve("pics")).resolve("a.png").toFile());
    String before = System.getProperty("user.home");
    try {
      System.setProperty("user.home", folder.toString());
      assertThat(info(Path.of("images:~/pics"))).isEqualTo(info(folder.resolve("pics")));
    } finally {
      System.setProperty("user.home", before);
    }
  }

  private static String info(Path path) {
    Result info = Result.of("info", path);
    assertThat(info.exitCode()).as(info.err()).isZero();
    return info.out();
  }

  private String error(String name) {
    Result info = Result.of("info", folder.resolve(name));
    assertThat(info.exitCode()).isEqualTo(1);
    assertThat(info.out()).isEmpty();
    assertThat(info.err()).hasLineCount(1);
    return info.err();
  }
}

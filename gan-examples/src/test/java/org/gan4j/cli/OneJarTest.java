package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.gan4j.data.ImageSet;
import org.gan4j.data.folder.ImageFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in one jar has often lost the files by which ImageIO finds decoders. */
class OneJarTest {
  @TempDir private Path folder;

  @Test
  void picturesAreReadAlikeWithoutTheServicesOfTheirDecoders() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Files.write(
        pictures.resolve("a.pgm"),
        "P5 8 8 255 ".concat("\1<\310\377".repeat(16)).getBytes(ISO_8859_1));
    Files.write(pictures.resolve("b.jpg"), jpegWithADamagedProfile());

    String here = Reading.text(pictures);

    assertThat(here).startsWith("2 of ");
    assertThat(another(classPath(false), pictures)).isEqualTo(here);
    assertThat(another(classPath(true), pictures)).isEqualTo(here);
  }

  private static byte[] jpegWithADamagedProfile() throws IOException {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      picture.getRaster().setSample(i % 8, i / 8, 0, 3 * i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", out);
    byte[] damaged = "ICC_PROFILE\0\1\1no profile at all".getBytes(ISO_8859_1);
    return PictureBytes.withSegment(out.toByteArray(), 0xe2, damaged);
  }

  private String classPath(boolean withoutServices) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .map(jar -> withoutServices && isDecoder(jar) ? withoutServices(jar) : jar)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isDecoder(Path jar) {
    return jar.getFileName().toString().startsWith("imageio-");
  }

  private Path withoutServices(Path jar) {
    Path copy = folder.resolve(jar.getFileName());
    try (JarFile from = new JarFile(jar.toFile());
        OutputStream out = Files.newOutputStream(copy);
        JarOutputStream to = new JarOutputStream(out)) {
      for (Enumeration<JarEntry> all = from.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (!entry.getName().startsWith("META-INF/")) {
          to.putNextEntry(new JarEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String another(String classPath, Path pictures) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                Reading.class.getName(),
                pictures.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);
    java.waitFor();
    return said.lines().reduce((first, last) -> last).orElse("");
  }

  /** What the other Java runs. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] args) {
      System.out.println(text(Path.of(args[0])));
    }

    /** Returns how many pictures a folder has, and their pixels. */
    static String text(Path pictures) {
      ImageSet images = ImageFolder.in(pictures).skippingAtMost(0).open();
      byte[] pixels = new byte[images.size() * images.shape().size()];
      for (int i = 0; i < images.size(); i++) {
        images.read(i, pixels, i * images.shape().size());
      }
      return images.size() + " of " + images.shape() + ": " + Arrays.toString(pixels);
    }
  }
}

package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.GanException;
import org.gan4j.Latents;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.info.Explainers;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.data.idx.IdxFiles;
import org.gan4j.data.idx.QuickDraw;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.file.Archive;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.MlpGan;
import org.gan4j.models.Recipe;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.RunConfigTest;
import org.gan4j.strangers.Format;
import org.gan4j.strangers.Fuzzer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated files of every format that is read: each is a valid object or refused by an exception
 * with a message. {@code -Dgan4j.fuzz=N} reads N of each format, as the Maven profile {@code
 * thorough} does.
 */
class StrangeFilesTest {
  private static final int COUNT = Integer.getInteger("gan4j.fuzz", 200);

  @TempDir private static Path folder;

  static List<Format> formats() throws IOException {
    return List.of(
        new Format("idx", idx(), Set.of(GanException.class), IdxFiles::images),
        new Format("npy", npy(), Set.of(GanException.class), file -> QuickDraw.open(List.of(file))),
        new Format("image.png", images(), Set.of(GanException.class), StrangeFilesTest::image),
        new Format(
            "network.zip",
            networks(),
            Set.of(UncheckedIOException.class),
            file -> NetworkFile.read(file).close()),
        new Format("artefact", artefacts(), Set.of(GanException.class), TrainedGenerator::load),
        new Format(
            "checkpoint", checkpoints(), Set.of(GanException.class), StrangeFilesTest::checkpoint),
        new Format("explained", explained(), Set.of(GanException.class), Explainers::explain),
        new Format("archive", archives(), Set.of(IOException.class), StrangeFilesTest::archive),
        new Format(
            "recipe.json",
            List.of(MlpGan.wideModel().recipe().toJson().getBytes(UTF_8)),
            Set.of(IllegalArgumentException.class),
            file -> Recipe.parse(Files.readString(file, ISO_8859_1))),
        new Format("config.json", configs(), Set.of(GanException.class), ConfigFile::read));
  }

  @ParameterizedTest
  @MethodSource("formats")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void everyFileIsReadOrRefused(Format format) throws IOException {
    Fuzzer fuzzer = new Fuzzer(Files.createDirectories(folder.resolve("in")));
    fuzzer.run(format, COUNT);
    System.out.printf("%s: %s%n", format.name(), fuzzer.counts());
  }

  private static void image(Path file) {
    ImageFolder.in(file.getParent()).size(8, 8).skippingAtMost(0).open();
  }

  private static void checkpoint(Path file) {
    Checkpoint checkpoint = Checkpoint.read(file);
    checkpoint.generator().close();
    checkpoint.discriminator().close();
  }

  private static void archive(Path file) throws IOException {
    try (Archive archive = Archive.open(file, 1 << 16)) {
      for (String name : archive.names()) {
        archive.bytes(name, 1 << 16);
      }
    }
  }

  private static List<byte[]> idx() throws IOException {
    byte[] plain =
        Bytes.concat(
            new byte[] {0, 0, 8, 3},
            Ints.toByteArray(3),
            Ints.toByteArray(4),
            Ints.toByteArray(5),
            new byte[60]);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return List.of(plain, packed.toByteArray());
  }

  private static List<byte[]> npy() {
    return List.of(
        npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 784), }"),
        npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 784), }" + " ".repeat(40)),
        npy("{'shape': (" + "1, ".repeat(3_000) + "), 'descr': '|u1', 'fortran_order': False}"));
  }

  private static byte[] npy(String header) {
    return Bytes.concat(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0},
        new byte[] {(byte) header.length(), (byte) (header.length() >> 8)},
        header.getBytes(ISO_8859_1),
        new byte[2 * 784]);
  }

  private static List<byte[]> images() throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (String format : List.of("png", "jpeg", "gif", "bmp")) {
      images.add(image(format, BufferedImage.TYPE_INT_RGB, false));
      images.add(image(format, BufferedImage.TYPE_BYTE_GRAY, false));
    }
    images.add(image("png", BufferedImage.TYPE_BYTE_INDEXED, false));
    images.add(image("png", BufferedImage.TYPE_INT_ARGB, true));
    images.add(image("jpeg", BufferedImage.TYPE_INT_RGB, true));
    return images;
  }

  private static byte[] image(String format, int type, boolean progressive) throws IOException {
    BufferedImage picture = new BufferedImage(20, 14, type);
    for (int i = 0; i < 14; i++) {
      picture.setRGB(i, i, 0xff0080ff * i);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (progressive) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  private static List<byte[]> networks() throws IOException {
    Path file = folder.resolve("seed.zip");
    List<byte[]> networks = new ArrayList<>();
    for (Model network : StrangeNetworks.all()) {
      NetworkFile.write(network, file);
      networks.add(Files.readAllBytes(file));
    }
    return networks;
  }

  private static List<byte[]> artefacts() throws IOException {
    Path file = folder.resolve("seed.gan");
    TrainedGenerator.of(StrangeNetworks.generator(), Latents.NORMAL)
        .withDiscriminator(StrangeNetworks.discriminator())
        .withLabels(List.of("cat", "dog"))
        .save(file);
    return List.of(Files.readAllBytes(file));
  }

  private static List<byte[]> checkpoints() throws IOException {
    Path file = folder.resolve("seed.ckpt");
    GanTrainer trainer =
        new GanTrainer(
            StrangeNetworks.generator(),
            StrangeNetworks.discriminator(),
            MlpGan.model().settings());
    Checkpoint.write(file, trainer, OptionalDouble.of(0.5), Map.of());
    return List.of(Files.readAllBytes(file));
  }

  private static List<byte[]> explained() throws IOException {
    List<byte[]> seeds = new ArrayList<>(networks());
    seeds.addAll(artefacts());
    seeds.addAll(checkpoints());
    seeds.addAll(idx());
    return seeds;
  }

  private static List<byte[]> archives() throws IOException {
    Path file = folder.resolve("seed.archive");
    Archive.write(
        file,
        ImmutableMap.of( // in this order in every run
            "state.json", out -> out.write("{\"a\" : 1}".getBytes(UTF_8)),
            "numbers.bin", out -> out.write(new byte[100])));
    return List.of(Files.readAllBytes(file));
  }

  private static List<byte[]> configs() throws IOException {
    Path file = folder.resolve("seed.json");
    ConfigFile.write(RunConfigTest.EXAMPLE, file);
    return List.of(Files.readAllBytes(file));
  }
}

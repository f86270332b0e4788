package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.file.Archive;
import org.gan4j.file.Excerpt;
import org.gan4j.file.WholeFile;

/** The file that a {@link TrainedGenerator} is kept in: an archive of two or three parts. */
final class Artefact {
  static final String INFO = "artefact.json";
  static final String GENERATOR = "generator.zip";
  static final String DISCRIMINATOR = "discriminator.zip";

  /** Of all parts, and of each network unpacked; the largest of our models has a tenth of it. */
  private static final int MOST_BYTES = 1 << 30;

  /** A recipe has a few thousand, and a thousand classes as many names. */
  private static final int MOST_INFO_BYTES = 1 << 18;

  private Artefact() {}

  static void write(TrainedGenerator trained, Path file) {
    byte[] info = ArtefactJson.of(trained).bytes();
    checkArgument(
        info.length <= MOST_INFO_BYTES,
        "labels and provenance make %s bytes, more than %s: shorten them",
        info.length,
        MOST_INFO_BYTES);
    Map<String, WholeFile.Content> parts = new LinkedHashMap<>();
    parts.put(INFO, out -> out.write(info));
    parts.put(GENERATOR, network(trained.generator()));
    trained.discriminator().ifPresent(judge -> parts.put(DISCRIMINATOR, network(judge)));
    try {
      WholeFile.makeFolderOf(file);
      Archive.write(file, parts);
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): may you write there, and is there room on the disk?"
              .formatted(file, e),
          e);
    }
  }

  private static WholeFile.Content network(Player player) {
    return out -> NetworkFile.write(player.network(), out, false);
  }

  static TrainedGenerator read(Path file, Class<?>... own) {
    if (!Files.isRegularFile(file)) {
      throw new GanException(
          "there is no file %s: gan export makes one of a run, TrainedGenerator.save of a generator"
              .formatted(file));
    }
    try (Archive archive = Archive.open(file, MOST_BYTES)) {
      return read(archive, own);
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw unusable(file, e.getCause().getMessage(), e);
    }
  }

  private static GanException unusable(Path file, String reason, Exception cause) {
    return new GanException(
        "%s is no generator that can be used (%s): expected a file that gan export wrote, whole"
            .formatted(file, reason),
        cause);
  }

  private static TrainedGenerator read(Archive archive, Class<?>... own) throws IOException {
    ArtefactJson info = info(archive);
    Generator generator =
        Generator.of(network(archive, GENERATOR, own), info.shape(), info.range());
    checkArgument(
        generator.latentSize() == info.space().size(),
        "its generator takes %s latents for an image, but %s says %s",
        generator.latentSize(),
        INFO,
        info.space().size());
    Optional<Discriminator> discriminator =
        archive.names().contains(DISCRIMINATOR)
            ? Optional.of(discriminator(network(archive, DISCRIMINATOR, own), info))
            : Optional.empty();
    return new TrainedGenerator(
        generator, info.space(), info.labels(), discriminator, info.provenance());
  }

  /** Files of the first versions do not tell what it is given, which can be the class alone. */
  private static Discriminator discriminator(Model network, ArtefactJson info) {
    return info.given().isEmpty()
        ? info.space().discriminator(network, info.shape())
        : Discriminator.of(network, info.shape(), info.given().toArray(SampleShape[]::new));
  }

  private static ArtefactJson info(Archive archive) throws IOException {
    byte[] bytes = archive.bytes(INFO, MOST_INFO_BYTES);
    try {
      return ArtefactJson.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new IOException(INFO + ": " + Excerpt.of(e.getMessage()), e);
    }
  }

  private static Model network(Archive archive, String name, Class<?>... own) throws IOException {
    try (InputStream in = archive.in(name)) {
      return NetworkFile.read(in, own);
    } catch (IOException e) {
      throw new IOException(
          "its part %s is not a whole Deeplearning4j network: %s".formatted(name, e.getMessage()),
          e);
    }
  }
}

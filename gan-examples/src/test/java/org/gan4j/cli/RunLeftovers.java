package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gan4j.file.Archive;

/** What a run leaves behind, without what depends on the clock and on how it was started. */
record RunLeftovers(Map<String, List<Byte>> files, List<String> metrics) {
  private static final long ANY_SIZE = Long.MAX_VALUE;

  static RunLeftovers of(Path run) throws IOException {
    Map<String, List<Byte>> files = new HashMap<>();
    for (Path picture : files(run.resolve("samples"))) {
      files.put(picture.getFileName().toString(), bytes(Files.readAllBytes(picture)));
    }
    List<Path> checkpoints = files(run.resolve("checkpoints"));
    addParts(checkpoints.get(checkpoints.size() - 1), files);
    return new RunLeftovers(files, metrics(run));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void addParts(Path checkpoint, Map<String, List<Byte>> files) throws IOException {
    try (Archive archive = Archive.open(checkpoint, ANY_SIZE)) {
      for (String part : archive.names()) {
        if (!part.equals("config.json")) { // says when and by which command a run was begun
          files.put(part, bytes(archive.in(part).readAllBytes()));
        }
      }
    }
    assertThat(files).containsKeys("generator.zip", "discriminator.zip", "state.json");
  }

  private static List<String> metrics(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceFirst(",\"images_per_second\":[0-9.]+", ""))
        .toList();
  }

  private static List<Byte> bytes(byte[] bytes) {
    return com.google.common.primitives.Bytes.asList(bytes);
  }
}

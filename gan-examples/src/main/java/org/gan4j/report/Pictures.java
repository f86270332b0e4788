package org.gan4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Which of a run's sample grids a page shows, and where from.
 *
 * @param most how many
 * @param mostBytes of all files together
 * @param source of a file, for {@code <img>}
 */
record Pictures(int most, long mostBytes, Function<Path, String> source) {
  /** What a browser opens at once, and a mail still takes. */
  private static final long PAGE_BYTES = 6_000_000; // 8 MB as text

  /** Within the page. */
  static Pictures within() {
    return new Pictures(40, PAGE_BYTES, Pictures::dataUri);
  }

  /** The last one within a page, which has several runs. */
  static Pictures last(int runs) {
    return new Pictures(1, PAGE_BYTES / runs, Pictures::dataUri);
  }

  /** By names that a server knows. */
  static Pictures served() {
    return new Pictures(200, Long.MAX_VALUE, file -> "samples/" + file.getFileName());
  }

  /**
   * Adds those of a folder to an object: {@code grids} by step, and the {@code gridsInAll}.
   *
   * @param folder which need not be there
   * @throws GanException if it cannot be read
   */
  void writeTo(ObjectNode object, Path folder) {
    try {
      List<Path> files = files(folder);
      ArrayNode grids = object.put("gridsInAll", files.size()).putArray("grids");
      for (Path file : chosen(files)) {
        grids.addObject().put("step", step(file)).put("source", source.apply(file));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(folder, e), e);
    }
  }

  /** Whether a file can be a grid, by its name. */
  static boolean isGrid(String name) {
    return name.matches("\\d{6,18}\\.png");
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isGrid(file.getFileName().toString()))
          .sorted(Comparator.comparingLong(Pictures::step))
          .toList();
    }
  }

  private static long step(Path grid) {
    return Long.parseLong(grid.getFileName().toString().replace(".png", ""));
  }

  /** Returns as many as allowed at equal distances, the last always among them, or none. */
  private List<Path> chosen(List<Path> files) throws IOException {
    for (int count = Math.min(most, files.size()); count > 0; count--) {
      List<Path> some = spread(files, count);
      if (bytes(some) <= mostBytes) {
        return some;
      }
    }
    return List.of();
  }

  private static List<Path> spread(List<Path> files, int count) {
    int last = files.size() - 1;
    return IntStream.range(0, count)
        .map(i -> count == 1 ? last : (int) Math.round((double) i * last / (count - 1)))
        .mapToObj(files::get)
        .toList();
  }

  private static long bytes(List<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  private static String dataUri(Path file) {
    try {
      return "data:image/png;base64,"
          + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

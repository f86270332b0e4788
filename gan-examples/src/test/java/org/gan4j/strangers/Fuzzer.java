package org.gan4j.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Reads mutated files of a format and counts what becomes of them. */
public final class Fuzzer {
  private static final long SEED = 20_260_101;
  private static final int LONGEST_MESSAGE = 2_000;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

  private final Path folder;
  private int valid;
  private int refused;
  private CRC32 files;

  /**
   * Creates a fuzzer.
   *
   * @param folder for the files
   */
  public Fuzzer(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads files, each the same in every run whatever came before it.
   *
   * @param format of the files
   * @param count how many
   * @throws IOException if they cannot be written
   */
  public void run(Format format, int count) throws IOException {
    valid = 0;
    refused = 0;
    files = new CRC32();
    for (int number = 0; number < count; number++) {
      SplittableRandom random = new SplittableRandom(SEED + number);
      read(format, number, new Mutator(random).mutate(format.seeds()));
    }
    assertThat(refused)
        .as("refused files of the format %s", format.name())
        .isGreaterThan(count / 20);
    assertThat(valid).as("valid files of the format %s", format.name()).isGreaterThan(count / 200);
  }

  /** {@return how many files were objects in the last run, how many none, and their checksum} */
  public String counts() {
    return "%,d valid, %,d refused, checksum %08x".formatted(valid, refused, files.getValue());
  }

  private void read(Format format, int number, byte[] bytes) throws IOException {
    files.update(bytes);
    Path file = Files.write(folder.resolve(format.name()), bytes);
    try {
      format.reader().read(file);
      valid++;
    } catch (Throwable e) { // errors are what this looks for
      if (!isRefusal(format, e)) {
        escaped(format, number, bytes, e);
      }
      refused++;
    }
  }

  private static boolean isRefusal(Format format, Throwable e) {
    String message = e.getMessage();
    return format.refusals().stream().anyMatch(type -> type.isInstance(e))
        && message != null
        && !message.isBlank()
        && message.length() <= LONGEST_MESSAGE
        && !CONTROL.matcher(message).find();
  }

  private static void escaped(Format format, int number, byte[] bytes, Throwable e)
      throws IOException {
    Path saved = Path.of("target", "fuzz", number + "-" + format.name()).toAbsolutePath();
    Files.createDirectories(saved.getParent());
    Files.write(saved, bytes);
    fail(
        "number %s of the format %s is neither read nor refused; it is kept in %s"
            .formatted(number, format.name(), saved),
        e);
  }
}

package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void whileItIsWrittenTheOldFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");

    WholeFile.write(
        file,
        out -> {
          out.write("new".getBytes(StandardCharsets.UTF_8));
          out.flush();
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void interruptedThreadWritesItsFileWholeAndStaysInterrupted() throws IOException {
    Path file = folder.resolve("a.txt");

    WholeFile.write(
        file,
        out -> {
          out.write(new byte[100_000]);
          Thread.currentThread().interrupt();
          out.write(new byte[100_000]);
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasSize(200_000);
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IllegalStateException("half");
                    }))
        .hasMessage("half");

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aFolderInThePlaceIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path place = Files.createDirectory(folder.resolve("a"));

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    place,
                    out -> {
                      throw new AssertionError("nothing is to be written");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("a: it is a folder");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aMissingFolderIsMadeOnlyWhenAskedFor() throws IOException {
    Path file = folder.resolve("b/c/a.txt");

    assertThatThrownBy(() -> WholeFile.write(file, out -> out.write(1)))
        .isInstanceOf(NoSuchFileException.class);
    WholeFile.makeFolderOf(file);
    WholeFile.write(file, out -> out.write('x'));

    assertThat(file).hasContent("x");
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path file = Files.createSymbolicLink(folder.resolve("link"), real).resolve("a.txt");

    WholeFile.makeFolderOf(file);
    WholeFile.write(file, out -> out.write('x'));

    assertThat(real.resolve("a.txt")).hasContent("x");
  }

  private String[] names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}

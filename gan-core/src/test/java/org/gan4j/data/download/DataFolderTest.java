package org.gan4j.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataFolderTest {
  /** The checksum is that of no bytes at all. */
  private static final RemoteFile IMAGES =
      new RemoteFile("images.gz", List.of("images"), "d41d8cd98f00b204e9800998ecf8427e", 1 << 10);

  private static final RemoteFile LABELS =
      new RemoteFile("labels.gz", List.of("labels"), "00000000000000000000000000000000", 1 << 10);

  private static final List<RemoteFile> FILES = List.of(IMAGES, LABELS);

  @TempDir Path path;

  @Test
  void fileIsFoundUnderEachOfItsNames() throws IOException {
    DataFolder folder = DataFolder.readOnly(path, FILES);
    Path unpacked = Files.createFile(path.resolve("images"));
    assertThat(folder.get(IMAGES)).isEqualTo(unpacked);
    Path packed = Files.createFile(path.resolve("images.gz"));
    assertThat(folder.get(IMAGES)).isEqualTo(packed);
  }

  @Test
  void fileThatIsThereIsNotDownloaded() throws IOException {
    Path unpacked = Files.createFile(path.resolve("images"));
    try (Mirror mirror = Mirror.of(new byte[0])) {
      assertThat(filled(mirror).get(IMAGES)).isEqualTo(unpacked);
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void missingFileIsDownloadedOnce() throws IOException {
    try (Mirror mirror = Mirror.of(new byte[0])) {
      assertThat(filled(mirror).get(IMAGES)).isEqualTo(path.resolve("images.gz")).isEmptyFile();
      assertThat(filled(mirror).get(IMAGES)).isEqualTo(path.resolve("images.gz"));
      assertThat(mirror.requests()).hasSize(1);
    }
  }

  @Test
  void readOnlyFolderWithoutAFileSaysWhatBelongsThere() {
    assertThatThrownBy(() -> DataFolder.readOnly(path, FILES).get(LABELS))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(
            "labels.gz is not in " + path, "Put these files there", "images.gz, labels.gz");
  }

  @Test
  void failedDownloadSaysWhatToDoAndWhatHappened() throws IOException {
    try (Mirror mirror = Mirror.status(404)) {
      assertThatThrownBy(() -> filled(mirror).get(LABELS))
          .isInstanceOf(GanException.class)
          .hasMessageContainingAll(
              "labels.gz is not in " + path,
              "Put these files there: images.gz, labels.gz",
              "GAN4J_DATA to a folder that has them in its folder '" + path.getFileName() + "'",
              "(DrawnDigits)",
              mirror.uri() + "labels.gz: it answers with HTTP status 404");
    }
  }

  private DataFolder filled(Mirror mirror) {
    Patience patience =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), n -> Duration.ZERO);
    return DataFolder.filledBy(new Downloader(List.of(mirror.uri()), patience), path, FILES);
  }
}

package org.gan4j.data.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloaderTest {
  private static final byte[] CONTENT = "0123456789".repeat(1000).getBytes(UTF_8);
  private static final RemoteFile FILE =
      new RemoteFile("digits.gz", List.of(), "2bb571599a4180e1d542f76904adc3df", CONTENT.length);

  @TempDir Path temporary;
  private final List<Integer> pauses = new CopyOnWriteArrayList<>();

  @Test
  void fileAppearsCompleteInAFolderThatIsMade() throws IOException {
    try (Mirror mirror = Mirror.of(CONTENT)) {
      Path file = downloader(mirror.uri()).fetch(FILE, folder());
      assertThat(file).isEqualTo(folder().resolve("digits.gz")).hasBinaryContent(CONTENT);
      assertThat(mirror.requests()).containsExactly("/set/digits.gz");
    }
    assertThat(left()).containsExactly("digits.gz");
    assertThat(pauses).isEmpty();
  }

  @Test
  void wrongChecksumNamesTheFoundAndTheExpectedOne() throws IOException {
    byte[] wrong = "something else".getBytes(UTF_8);
    try (Mirror mirror = Mirror.of(wrong)) {
      refused(
          downloader(mirror.uri()),
          mirror.uri() + "digits.gz",
          "MD5 checksum 6c7ba9c5a141421e1c03cb9807c97c74, expected " + FILE.md5());
      assertThat(mirror.requests()).hasSize(1);
    }
  }

  @Test
  void absentFileIsTakenFromTheNextMirrorAtOnce() throws IOException {
    try (Mirror absent = Mirror.status(404);
        Mirror mirror = Mirror.of(CONTENT)) {
      Path file = downloader(absent.uri(), mirror.uri()).fetch(FILE, folder());
      assertThat(file).hasBinaryContent(CONTENT);
      assertThat(absent.requests()).hasSize(1);
      assertThat(pauses).isEmpty();
    }
  }

  @Test
  void wrongChecksumIsMadeGoodByTheNextMirror() throws IOException {
    try (Mirror wrong = Mirror.of(new byte[10]);
        Mirror mirror = Mirror.of(CONTENT)) {
      Path file = downloader(wrong.uri(), mirror.uri()).fetch(FILE, folder());
      assertThat(file).hasBinaryContent(CONTENT);
    }
    assertThat(left()).containsExactly("digits.gz");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void flakyMirrorIsAskedAgainAfterPauses(int status) throws IOException {
    try (Mirror flaky =
        new Mirror(
            (exchange, n) -> {
              if (n < 3) {
                exchange.sendResponseHeaders(status, -1);
              } else {
                Mirror.send(exchange, CONTENT);
              }
            })) {
      assertThat(downloader(flaky.uri()).fetch(FILE, folder())).hasBinaryContent(CONTENT);
      assertThat(flaky.requests()).hasSize(3);
    }
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void brokenMirrorIsAskedThreeTimesInAll() throws IOException {
    try (Mirror broken = Mirror.status(500)) {
      refused(downloader(broken.uri()), "HTTP status 500");
      assertThat(broken.requests()).hasSize(3);
    }
  }

  @Test
  void truncatedBodyIsTriedAgainAndLeavesNothing() throws IOException {
    try (Mirror mirror = Mirror.truncating(CONTENT)) {
      refused(downloader(mirror.uri()), mirror.uri() + "digits.gz: ");
      assertThat(mirror.requests()).hasSize(3);
    }
  }

  @Test
  void silentMirrorIsGivenUp() throws IOException {
    try (Mirror mirror = Mirror.stalling(CONTENT)) {
      Patience impatient =
          new Patience(Duration.ofSeconds(10), Duration.ofMillis(200), n -> Duration.ZERO);
      refused(new Downloader(List.of(mirror.uri()), impatient), "it sent nothing for 200 ms");
      assertThat(mirror.requests()).hasSize(3);
    }
  }

  @Test
  void moreThanExpectedIsNotDownloaded() throws IOException {
    try (Mirror mirror = Mirror.of(new byte[CONTENT.length + 1])) {
      refused(downloader(mirror.uri()), "larger than the 10000 bytes expected at most");
    }
  }

  @Test
  void everyMirrorIsNamedWithWhatItDid() throws IOException {
    try (Mirror absent = Mirror.status(404);
        Mirror broken = Mirror.status(503)) {
      refused(
          downloader(absent.uri(), broken.uri()),
          "digits.gz could not be downloaded",
          absent.uri() + "digits.gz: it answers with HTTP status 404",
          broken.uri() + "digits.gz: it answers with HTTP status 503");
    }
  }

  @Test
  void noConnectionIsSaid() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    refused(downloader(URI.create("http://127.0.0.1:" + port + "/")), "digits.gz: no connection (");
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder(), "a file in the place of the folder");
    try (Mirror mirror = Mirror.of(CONTENT)) {
      assertThatThrownBy(() -> downloader(mirror.uri()).fetch(FILE, folder()))
          .isInstanceOf(GanException.class)
          .hasMessageContaining(folder() + " cannot be written to");
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void interruptEndsTheDownloadAndIsKept() throws IOException {
    try (Mirror mirror = Mirror.of(CONTENT)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> downloader(mirror.uri()).fetch(FILE, folder()))
          .isInstanceOf(GanException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void aWebPageInPlaceOfTheFileIsSaidToBeOne() throws IOException {
    for (byte[] page : List.of("<html>log in".getBytes(UTF_8), new byte[CONTENT.length + 1])) {
      try (Mirror portal =
          new Mirror(
              (exchange, n) -> {
                exchange.getResponseHeaders().set("Content-Type", "text/HTML; charset=utf-8");
                Mirror.send(exchange, page);
              })) {
        refused(downloader(portal.uri()), "digits.gz: what it gives is a web page");
        assertThat(portal.requests()).hasSize(1);
      }
    }
  }

  private void refused(Downloader downloader, String... parts) throws IOException {
    assertThatThrownBy(() -> downloader.fetch(FILE, folder()))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(parts);
    assertThat(left()).isEmpty();
  }

  private Downloader downloader(URI... mirrors) {
    return new Downloader(
        List.of(mirrors),
        new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            attempts -> {
              pauses.add(attempts);
              return Duration.ZERO;
            }));
  }

  private Path folder() {
    return temporary.resolve("digits");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

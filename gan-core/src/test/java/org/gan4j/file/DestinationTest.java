package org.gan4j.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is in the place of a file to be written, and stays what it is. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there, pipes have no names")
class DestinationTest {
  @TempDir private Path folder;
  private Path real;
  private Path link;

  @BeforeEach
  void make() throws IOException {
    real = Files.createDirectory(folder.resolve("real")).resolve("a.txt");
    link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("real", "a.txt"));
  }

  @Test
  void aLinkStaysAndItsFileIsReplacedWhole() throws IOException {
    Files.writeString(real, "old");

    WholeFile.write(
        link,
        out -> {
          out.write("new".getBytes(UTF_8));
          out.flush();
          assertThat(real).hasContent("old");
        });

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    assertThat(names(folder)).containsExactlyInAnyOrder("real", "link.txt");
    assertThat(names(real.getParent())).containsExactly("a.txt");
  }

  @Test
  void linksThroughLinkedFoldersAreFollowedAsTheSystemDoes() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("x/y"));
    Path folderLink = Files.createSymbolicLink(folder.resolve("y"), elsewhere);
    // ".." is the folder above x/y, not the one above the link y
    Files.createSymbolicLink(elsewhere.resolve("b.txt"), Path.of("..", "c.txt"));

    write(folderLink.resolve("b.txt"));

    assertThat(folder.resolve("x/c.txt")).hasContent("new");
  }

  @Test
  void aLinkToNothingMakesItsFile() throws IOException {
    assertThat(WholeFile.wouldReplace(link)).isFalse();
    write(link);

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    assertThat(WholeFile.wouldReplace(link)).isTrue();
  }

  @Test
  void aCircleOfLinksIsSaid() throws IOException {
    Path one = folder.resolve("one");
    Files.createSymbolicLink(one, folder.resolve("two"));
    Files.createSymbolicLink(folder.resolve("two"), one);

    assertThatThrownBy(() -> write(one))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("one: its symbolic links lead in a circle");
    assertThat(one).isSymbolicLink();
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Path place = Files.createSymbolicLink(folder.resolve("place"), real.getParent());

    assertThatThrownBy(() -> write(place)).hasMessageEndingWith("place: it is a folder");
  }

  @Test
  @Timeout(60)
  void aPipeIsWrittenToAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(made(new ProcessBuilder("mkfifo", pipe.toString())), "no mkfifo");
    Path toPipe = Files.createSymbolicLink(folder.resolve("to-pipe"), pipe);
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> content(pipe));

    assertThat(WholeFile.wouldReplace(toPipe)).isFalse();
    write(toPipe);

    assertThat(read.get()).isEqualTo("new");
    assertThat(Files.readAttributes(pipe, PosixFileAttributes.class).isOther()).isTrue();
    assertThat(names(folder)).containsExactlyInAnyOrder("real", "link.txt", "pipe", "to-pipe");
  }

  /** A node as {@code /dev/null} is, so that a fault costs no more than it. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "numbers of devices are Linux'")
  void aDeviceIsWrittenToAndStays() throws Exception {
    Path device = folder.resolve("null");
    assumeTrue(
        made(new ProcessBuilder("mknod", device.toString(), "c", "1", "3")), "needs to be root");
    try (OutputStream out = Files.newOutputStream(device)) {
      out.write(1);
    } catch (IOException e) {
      assumeTrue(false, "this file system has no devices");
    }

    write(device);

    assertThat(Files.readAttributes(device, PosixFileAttributes.class).isOther()).isTrue();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void anOpenFileIsWrittenToAtItsEnd() throws IOException {
    try (OutputStream open = new FileOutputStream(real.toFile())) {
      open.write("head ".getBytes(UTF_8));
      Object before = Files.getAttribute(real, "unix:ino");

      write(descriptorOf(real));

      assertThat(real).hasContent("head new");
      assertThat(Files.getAttribute(real, "unix:ino")).isEqualTo(before);
    }
    assertThat(names(real.getParent())).containsExactly("a.txt");
  }

  @Test
  void whatIsReplacedHandsItsPermissionsOn() throws IOException {
    Files.writeString(real, "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));

    WholeFile.write(
        link,
        out -> {
          Path part = real.resolveSibling(part());
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
              .isEqualTo("rw-------");
        });

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void whatIsReplacedHandsItsOwnerOnWhereThatIsAllowed() throws IOException {
    Files.writeString(real, "old");
    var view = Files.getFileAttributeView(real, PosixFileAttributeView.class);
    UserPrincipal other =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    try {
      view.setOwner(other);
    } catch (IOException e) {
      assumeTrue(false, "needs to be root");
    }

    write(link);

    assertThat(Files.getOwner(real)).isEqualTo(other);
  }

  private String part() throws IOException {
    return Stream.of(names(real.getParent())).filter(n -> n.endsWith(".part")).findAny().get();
  }

  private static void write(Path file) throws IOException {
    WholeFile.write(file, out -> out.write("new".getBytes(UTF_8)));
  }

  private static Path descriptorOf(Path file) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(fd -> leadsTo(fd, file)).findAny().orElseThrow();
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.isSameFile(descriptor, file);
    } catch (IOException e) {
      return false; // closed by now
    }
  }

  private static String content(Path pipe) {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean made(ProcessBuilder command) throws Exception {
    try {
      return command.redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  private static String[] names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}

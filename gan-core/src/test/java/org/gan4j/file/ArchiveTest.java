package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final byte[] CAT = "a cat".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DOG = "another dog".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Path written() throws IOException {
    return written("animals.zip");
  }

  private Path written(String name) throws IOException {
    Map<String, WholeFile.Content> parts = new LinkedHashMap<>();
    parts.put("cat.txt", out -> out.write(CAT));
    parts.put("dog.txt", out -> out.write(DOG));
    Path file = folder.resolve(name);
    Archive.write(file, parts);
    return file;
  }

  private Path zip(String... names) throws IOException {
    Path file = folder.resolve("foreign.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(CAT);
      }
    }
    return file;
  }

  @Test
  void partsComeBackInTheirOrder() throws IOException {
    try (Archive archive = Archive.open(written(), 100)) {
      assertThat(archive.names()).containsExactly("cat.txt", "dog.txt");
      assertThat(archive.bytes("cat.txt", 5)).isEqualTo(CAT);
      assertThat(archive.in("dog.txt").readAllBytes()).isEqualTo(DOG);
    }
  }

  @Test
  void anyZipProgramReadsIt() throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(written()))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("cat.txt");
      assertThat(zip.readAllBytes()).isEqualTo(CAT);
      assertThat(zip.getNextEntry().getName()).isEqualTo("dog.txt");
    }
  }

  @Test
  void samePartsGiveTheSameBytes() throws IOException {
    assertThat(written("a.zip")).hasSameBinaryContentAs(written("b.zip"));
  }

  @Test
  void aPartMayCloseItsStream() throws IOException {
    Path file = folder.resolve("closing.zip");
    Archive.write(file, Map.of("a", OutputStream::close, "b", out -> out.write(CAT)));
    try (Archive archive = Archive.open(file, 100)) {
      assertThat(archive.bytes("b", 100)).isEqualTo(CAT);
    }
  }

  @Test
  void everyChangedByteOfAPartIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("another dog");
    Path file = folder.resolve("damaged.zip");
    for (int i = at; i < at + DOG.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      assertThatThrownBy(() -> Archive.open(file, 100))
          .isInstanceOf(IOException.class)
          .hasMessage("its part dog.txt is damaged");
    }
  }

  @Test
  void aFileCutAnywhereIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path file = folder.resolve("cut.zip");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Archive.open(file, 100)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/passwd", "a/b", "a\\b", "..", "A", ".hidden", ""})
  void namesThatLeadElsewhereAreRefused(String name) throws IOException {
    Path file = zip(name);
    assertThatThrownBy(() -> Archive.open(file, 100))
        .isInstanceOf(IOException.class)
        .hasMessage("it has a part named '%s', which is no name", name);
  }

  @Test
  void aNameThatIsNoneIsNotWritten() {
    Path file = folder.resolve("a.zip");
    assertThatThrownBy(() -> Archive.write(file, Map.of("../evil", out -> out.write(CAT))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void partsThatAreTooLargeTogetherAreRefused() throws IOException {
    Path file = written();
    Archive.open(file, 16).close();
    assertThatThrownBy(() -> Archive.open(file, 15))
        .isInstanceOf(IOException.class)
        .hasMessage("its part dog.txt is too large: all together may have 15 bytes");
  }

  @Test
  void aPartThatIsTooLargeIsNotRead() throws IOException {
    try (Archive archive = Archive.open(written(), 100)) {
      assertThatThrownBy(() -> archive.bytes("dog.txt", 10))
          .isInstanceOf(IOException.class)
          .hasMessage("its part dog.txt has more than 10 bytes");
      assertThatThrownBy(() -> archive.in("cow.txt"))
          .isInstanceOf(IOException.class)
          .hasMessage("it has no part cow.txt");
    }
  }

  @Test
  void whatIsNoArchiveIsSaid() throws IOException {
    Path text = Files.write(folder.resolve("text.zip"), CAT);
    assertThatThrownBy(() -> Archive.open(text, 100))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it is no whole zip archive");
    assertThatThrownBy(() -> Archive.open(folder.resolve("none.zip"), 100))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is no file");
  }

  /** The JDK checks the text of names when it opens a file, that of comments when it reads them. */
  @Test
  void aCommentThatIsNoTextIsDamage() throws IOException {
    Path file = folder.resolve("comment.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("cat.txt");
      entry.setComment("~~~");
      zip.putNextEntry(entry);
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[Bytes.indexOf(bytes, new byte[] {'~', '~', '~'})] = (byte) 0xff;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Archive.open(file, 100))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it is no whole zip archive");
  }

  /** The place of a part is in the list at the end, 42 bytes after the entry begins. */
  @Test
  void aPartBehindTheEndOfTheFileIsCutOff() throws IOException {
    Path file = zip("cat.txt");
    byte[] bytes = Files.readAllBytes(file);
    int place = Bytes.indexOf(bytes, new byte[] {'P', 'K', 1, 2}) + 42;
    bytes[place] = (byte) (bytes.length - 20);
    Files.write(file, bytes);
    assertThatThrownBy(() -> Archive.open(file, 100))
        .isInstanceOf(IOException.class)
        .hasMessage("its part cat.txt is cut off");
  }

  @Test
  void manyPartsAreRefused() throws IOException {
    String[] names = new String[65];
    Arrays.setAll(names, i -> "part" + i);
    Path file = zip(names);
    assertThatThrownBy(() -> Archive.open(file, 10_000))
        .isInstanceOf(IOException.class)
        .hasMessage("it has 65 parts, more than 64");
  }
}

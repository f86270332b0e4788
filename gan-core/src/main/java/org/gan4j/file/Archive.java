package org.gan4j.file;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive of a few named parts: what checkpoints and artefacts are kept in. It is written
 * whole, without compression, and the same parts give the same bytes. It is read with suspicion:
 * {@link #open} refuses parts whose names lead elsewhere, that are damaged, or that are larger than
 * what they are read for, before anything of them is used. Nothing is ever unpacked to the disk.
 */
public final class Archive implements Closeable {
  private static final int MOST_PARTS = 64;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  /** Java writes zip's zero, a month before, together with a time in the zone of the machine. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipFile zip;
  private final ImmutableMap<String, ZipEntry> parts;

  private Archive(ZipFile zip, ImmutableMap<String, ZipEntry> parts) {
    this.zip = zip;
    this.parts = parts;
  }

  /**
   * Writes an archive, in place of one that may be there, as {@link WholeFile} does.
   *
   * @param file where to; its folder has to exist
   * @param parts what writes each part, by its name: small letters, digits, dots and dashes
   * @throws IOException if writing fails; what was there is as it was
   * @throws IllegalArgumentException if a name is none
   */
  public static void write(Path file, Map<String, WholeFile.Content> parts) throws IOException {
    WholeFile.write(file, out -> write(out, parts));
  }

  private static void write(OutputStream out, Map<String, WholeFile.Content> parts)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION); // parameters hardly shrink, and that slowly
    for (Map.Entry<String, WholeFile.Content> part : parts.entrySet()) {
      if (!NAME.matcher(part.getKey()).matches()) {
        throw new IllegalArgumentException("a part cannot be named " + part.getKey());
      }
      ZipEntry entry = new ZipEntry(part.getKey());
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      part.getValue().writeTo(unclosed(zip));
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Lets a part be written by what closes its stream, as an archive inside the archive does. */
  private static OutputStream unclosed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length); // not byte by byte, as the class does on its own
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /**
   * {@return an archive, every byte of which has been checked against its checksum}
   *
   * @param file written by {@link #write}, or by anybody
   * @param most bytes that all parts together may have, unpacked
   * @throws IOException if it cannot be read, is damaged, or has parts that it may not have; the
   *     message says which and is meant for users
   */
  public static Archive open(Path file, long most) throws IOException {
    ZipFile zip = zip(file);
    try {
      Archive archive = new Archive(zip, parts(zip, most));
      archive.check();
      return archive;
    } catch (IOException e) {
      zip.close();
      throw e;
    } catch (RuntimeException e) { // what the JDK throws at comments that are no UTF-8
      zip.close();
      throw new IOException("it is no whole zip archive: " + Excerpt.of(e), e);
    }
  }

  private static ZipFile zip(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException("there is no file " + file);
    }
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw new IOException("it is no whole zip archive: " + e.getMessage(), e);
    }
  }

  private static ImmutableMap<String, ZipEntry> parts(ZipFile zip, long most) throws IOException {
    require(
        zip.size() <= MOST_PARTS,
        "it has %s parts, more than %s".formatted(zip.size(), MOST_PARTS));
    ImmutableMap.Builder<String, ZipEntry> parts = ImmutableMap.builder();
    long left = most;
    for (ZipEntry entry : zip.stream().toList()) {
      String name = entry.getName();
      require(
          NAME.matcher(name).matches(),
          "it has a part named '%s', which is no name".formatted(Excerpt.of(name)));
      require(
          entry.getSize() >= 0 && entry.getSize() <= left,
          "its part %s is too large: all together may have %s bytes".formatted(name, most));
      left -= entry.getSize();
      parts.put(name, entry);
    }
    try {
      return parts.buildOrThrow();
    } catch (IllegalArgumentException e) {
      throw new IOException("it has two parts of the same name", e);
    }
  }

  private void check() throws IOException {
    for (ZipEntry entry : parts.values()) {
      try (CheckedInputStream in = new CheckedInputStream(open(entry), new CRC32())) {
        long size = ByteStreams.exhaust(in);
        boolean whole = size == entry.getSize() && in.getChecksum().getValue() == entry.getCrc();
        require(whole, "its part %s is damaged".formatted(entry.getName()));
      } catch (ZipException e) {
        throw new IOException("its part " + entry.getName() + " is damaged: " + e.getMessage(), e);
      } catch (EOFException e) {
        throw new IOException("its part %s is cut off".formatted(entry.getName()), e);
      }
    }
  }

  /** Returns the content, which ends where the archive says, whatever may follow in the file. */
  private InputStream open(ZipEntry entry) throws IOException {
    return ByteStreams.limit(zip.getInputStream(entry), entry.getSize());
  }

  private static void require(boolean condition, String message) throws IOException {
    if (!condition) {
      throw new IOException(message);
    }
  }

  /** {@return the names of the parts, in the order of the archive} */
  public Set<String> names() {
    return parts.keySet();
  }

  /**
   * {@return the content of a part; to be closed}
   *
   * @param name of the part
   * @throws IOException if there is no such part, or reading fails
   */
  public InputStream in(String name) throws IOException {
    return open(part(name));
  }

  /**
   * {@return the content of a part, to be opened as often as one likes while this is open}
   *
   * @param name of the part; where there is none, opening fails
   */
  public ByteSource source(String name) {
    return new ByteSource() {
      @Override
      public InputStream openStream() throws IOException {
        return in(name);
      }
    };
  }

  /**
   * {@return the content of a small part}
   *
   * @param name of the part
   * @param most bytes that it may have
   * @throws IOException if there is no such part, it is larger, or reading fails
   */
  public byte[] bytes(String name, int most) throws IOException {
    ZipEntry part = part(name);
    require(part.getSize() <= most, "its part %s has more than %s bytes".formatted(name, most));
    try (InputStream in = open(part)) {
      return in.readAllBytes();
    }
  }

  private ZipEntry part(String name) throws IOException {
    require(parts.containsKey(name), "it has no part %s".formatted(name));
    return parts.get(name);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

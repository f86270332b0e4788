package org.gan4j.data.idx;

import com.google.common.io.ByteStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.gan4j.GanException;
import org.gan4j.file.Excerpt;

/** The arrays of an archive of NumPy ({@code .npz}): a zip archive of a {@code .npy} file each. */
final class NpzFile {
  private static final String ENDING = ".npy";
  private static final int MOST = 1000;

  private NpzFile() {}

  /** Whether a file begins as zip archives do. */
  static boolean is(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3;
    } catch (IOException e) {
      throw new GanException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** {@return the arrays by their names; of each the header is read} */
  static Map<String, NpyArray> arrays(Path file) {
    Map<String, NpyArray> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().limit(MOST).toList()) {
        if (entry.getName().endsWith(ENDING)) {
          String name = entry.getName();
          String shown = name.substring(0, name.length() - ENDING.length());
          arrays.put(shown, NpyArray.member(file, shown, () -> open(file, name)));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new GanException(
          "%s is damaged: %s. Download or copy the file again."
              .formatted(file, Excerpt.of(e.getMessage())),
          e);
    }
    if (arrays.isEmpty()) {
      throw new GanException(
          ("%s holds no array of NumPy; expected an archive that numpy.savez wrote (.npz), with at"
                  + " least one. Save what another program wrote with numpy.save.")
              .formatted(file));
    }
    return arrays;
  }

  private static InputStream open(Path file, String name) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ZipException(name + " is no longer in it");
      }
      return new Member(zip, entry);
    } catch (IOException | IllegalArgumentException e) {
      zip.close();
      throw e;
    }
  }

  /** Closes the archive with the stream, and compares the checksum, which the JDK does not. */
  private static final class Member extends FilterInputStream {
    private final ZipFile zip;
    private final ZipEntry entry;
    private final CheckedInputStream checked;

    Member(ZipFile zip, ZipEntry entry) throws IOException {
      this(zip, entry, new CheckedInputStream(content(zip, entry), new CRC32()));
    }

    private Member(ZipFile zip, ZipEntry entry, CheckedInputStream checked) {
      super(checked);
      this.zip = zip;
      this.entry = entry;
      this.checked = checked;
    }

    private static InputStream content(ZipFile zip, ZipEntry entry) throws IOException {
      // Limited, because the size that the archive promises need not be where the content ends.
      return ByteStreams.limit(zip.getInputStream(entry), Math.max(0, entry.getSize()));
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value < 0) {
        requireChecksum();
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count < 0) {
        requireChecksum();
      }
      return count;
    }

    private void requireChecksum() throws ZipException {
      if (checked.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException("its part " + entry.getName() + " does not have its checksum");
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}

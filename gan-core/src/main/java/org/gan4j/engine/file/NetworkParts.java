package org.gan4j.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The entries of a network's zip archive. Nothing is unpacked but what is asked for. */
@FunctionalInterface
interface NetworkParts {
  /**
   * {@return an entry, if it is there. It need not be closed, and at its end its checksum is
   * checked}
   *
   * @param name of the entry
   * @throws IOException if the archive cannot be read
   */
  Optional<InputStream> open(String name) throws IOException;

  /** {@return the entries of a file, in any order} */
  static NetworkParts of(ZipFile zip) {
    return name -> {
      ZipEntry entry = zip.getEntry(name);
      return entry == null
          ? Optional.empty()
          : Optional.of(new Checked(zip.getInputStream(entry), entry));
    };
  }

  /** {@return the entries of a stream, which have to be there in the order they are asked for} */
  static NetworkParts of(ZipInputStream zip) {
    return new InOrder(zip);
  }

  /** Passes over nothing: an entry that nobody wants may unpack to any length. */
  final class InOrder implements NetworkParts {
    private final ZipInputStream zip;
    private ZipEntry next;

    private InOrder(ZipInputStream zip) {
      this.zip = zip;
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
      if (next == null) {
        next = zip.getNextEntry();
      }
      if (next == null || !next.getName().equals(name)) {
        return Optional.empty();
      }
      next = null;
      return Optional.of(zip);
    }
  }

  /** The JDK compares checksums for streams of entries, but not for files. */
  final class Checked extends CheckedInputStream {
    private final ZipEntry entry;

    private Checked(InputStream in, ZipEntry entry) {
      super(in, new CRC32());
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return checked(super.read(target, offset, length));
    }

    private int checked(int result) throws ZipException {
      if (result < 0 && getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException("its " + entry.getName() + " is damaged");
      }
      return result;
    }
  }
}

package org.gan4j.data.idx;

import com.google.common.io.CountingInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Gzip that accounts for every byte: the JDK's own stream ignores what follows the last member. */
final class GzipInput extends GZIPInputStream {
  private static final int BUFFER = 1 << 16;
  private static final int TRAILER = 8;

  private final CountingInputStream source;
  private final long size;
  private long filled;

  private GzipInput(CountingInputStream source, long size) throws IOException {
    super(source, BUFFER);
    this.source = source;
    this.size = size;
  }

  /** {@return the file's content, unpacked if its first two bytes say that it is gzip} */
  static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return isGzip(raw) ? new GzipInput(new CountingInputStream(raw), Files.size(file)) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filled = source.getCount();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count < 0) {
      requireEnd();
    }
    return count;
  }

  private void requireEnd() throws ZipException {
    long surplus = size - (filled - inf.getRemaining() + TRAILER);
    if (surplus > 0) {
      throw new ZipException(surplus + " bytes follow the end of the gzip data");
    }
  }
}

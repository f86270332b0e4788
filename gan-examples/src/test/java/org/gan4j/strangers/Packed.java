package org.gan4j.strangers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Mutates what is inside of zip archives and gzip files, and packs it again with checksums. */
final class Packed {
  /** Files are the same in every run, whatever the clock says. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private Packed() {}

  static boolean isPacked(byte[] file) {
    return isZip(file) || isGzip(file);
  }

  private static boolean isZip(byte[] file) {
    return file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3;
  }

  private static boolean isGzip(byte[] file) {
    return file.length > 2 && file[0] == 0x1f && file[1] == (byte) 0x8b;
  }

  static byte[] mutate(byte[] file, Mutator mutator, SplittableRandom random) {
    try {
      return isZip(file) ? zip(file, mutator, random) : gzip(file, mutator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // seeds are whole
    }
  }

  private static byte[] gzip(byte[] file, Mutator mutator) throws IOException {
    byte[] content = new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(mutator.mutate(content));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(byte[] file, Mutator mutator, SplittableRandom random)
      throws IOException {
    Map<String, byte[]> parts = parts(file);
    List<String> names = new ArrayList<>(parts.keySet());
    String name = names.get(random.nextInt(names.size()));
    String other = names.get(random.nextInt(names.size()));
    switch (random.nextInt(12)) {
      case 0 -> parts.remove(name);
      case 1 -> parts.put(name, parts.get(other));
      case 2 -> parts.put("../" + name, parts.remove(name));
      case 3 -> parts.put(name, new byte[0]);
      case 4 -> parts.put(name, new byte[1 << 20]);
      default -> parts.computeIfPresent(name, (key, part) -> mutator.mutate(part));
    }
    return zip(parts, random.nextInt(10));
  }

  private static Map<String, byte[]> parts(byte[] file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      parts.put(entry.getName(), zip.readAllBytes());
    }
    return parts;
  }

  private static byte[] zip(Map<String, byte[]> parts, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(level);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }
}

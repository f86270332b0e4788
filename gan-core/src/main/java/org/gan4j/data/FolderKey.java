package org.gan4j.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * By what a folder's files are known again without reading them: their names below the folder,
 * their sizes, and when they were last changed.
 *
 * @param files a checksum of that
 * @param bytes of all files
 */
record FolderKey(String files, long bytes) {
  static FolderKey of(Path folder, FolderFiles files) {
    Hasher hasher = Hashing.sha256().newHasher();
    long bytes = 0;
    for (Path file : files.images()) {
      BasicFileAttributes attributes = attributes(file);
      put(hasher, FolderFiles.name(folder, file));
      hasher.putLong(attributes == null ? -1 : attributes.size());
      hasher.putLong(attributes == null ? -1 : nanos(attributes));
      bytes += attributes == null ? 0 : attributes.size();
    }
    files.unreadable().keySet().forEach(file -> put(hasher, FolderFiles.name(folder, file)));
    return new FolderKey(hasher.hash().toString(), bytes);
  }

  private static long nanos(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  /** Returns null for a file that is gone; reading it will say so. */
  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }

  /** {@return a name for what is read from the files in one way} */
  String with(FolderOptions options) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, DecodedFile.FORMAT);
    put(hasher, files);
    put(hasher, options.withLimit(OptionalInt.empty()).toString());
    put(hasher, Runtime.version().toString()); // whose decoders they are
    return hasher.hash().toString().substring(0, 40);
  }

  private static void put(Hasher hasher, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}

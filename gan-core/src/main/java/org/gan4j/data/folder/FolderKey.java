package org.gan4j.data.folder;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * By what a folder's files are known again without reading them: their names below the folder,
 * their sizes, and when they were last changed.
 *
 * @param files a checksum of that
 * @param bytes of all files
 */
record FolderKey(String files, long bytes) {
  /**
   * A file as it was listed.
   *
   * @param name below the folder
   * @param changed in nanoseconds
   */
  record File(String name, Path path, long bytes, long changed) {
    static File of(Path folder, Path path, BasicFileAttributes attributes) {
      return new File(
          FolderFiles.name(folder, path),
          path,
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
  }

  /** {@return the key of files in their order, and of others that cannot be read} */
  static FolderKey of(List<File> files, List<String> unreadable) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (File file : files) {
      put(hasher, file.name());
      hasher.putLong(file.bytes()).putLong(file.changed());
    }
    unreadable.forEach(name -> put(hasher, name));
    return new FolderKey(hasher.hash().toString(), files.stream().mapToLong(File::bytes).sum());
  }

  /** {@return a name for what the beginnings of the files say, as this program reads them} */
  String ofShape() {
    return with("shape");
  }

  /** {@return a name for what is decoded from the files in one way} */
  String with(FolderOptions options) {
    return with(options.withLimit(FolderOptions.NONE.limit()).toString());
  }

  private String with(String way) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, DecodedFile.FORMAT);
    put(hasher, files);
    put(hasher, way);
    put(hasher, Readers.names()); // another one may give other pixels, or read more
    return hasher.hash().toString().substring(0, 40);
  }

  private static void put(Hasher hasher, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}

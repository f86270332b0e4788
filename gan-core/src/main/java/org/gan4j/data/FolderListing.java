package org.gan4j.data;

import com.google.common.base.Suppliers;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What is in a folder, which is found out once: it takes seconds where there are many files.
 *
 * @param folder that is looked at
 * @param files in it and below it
 * @param key by which the files are known again
 */
record FolderListing(Path folder, Supplier<FolderFiles> files, Supplier<FolderKey> key) {
  static FolderListing of(Path folder) {
    Supplier<FolderFiles> files = Suppliers.memoize(() -> FolderFiles.in(folder));
    return new FolderListing(
        folder, files, Suppliers.memoize(() -> FolderKey.of(folder, files.get())));
  }
}

package org.gan4j.data.folder;

import java.nio.file.Path;
import java.util.Optional;

/** What is in a folder, which is found out once: it takes seconds where there are many files. */
final class FolderListing {
  private final Path folder;
  private Optional<FolderFiles> files = Optional.empty();

  FolderListing(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** {@return what is in the folder; who is here first hears of each file} */
  synchronized FolderFiles files(FolderListener listener) {
    if (files.isEmpty()) {
      files = Optional.of(FolderFiles.in(folder, listener));
    }
    return files.get();
  }
}

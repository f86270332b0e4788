package org.gan4j.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * Whose a file is, and who may do what with it, where the system knows such things.
 *
 * @param owner of the file
 * @param group of the file
 * @param permissions of the owner, the group and others
 */
record Rights(UserPrincipal owner, GroupPrincipal group, Set<PosixFilePermission> permissions) {
  /** For what is not yet to be read by anybody else. */
  static final FileAttribute<?>[] PRIVATE = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  /** Returns nothing on Windows, whose folders hand their own rights on. */
  static Optional<Rights> of(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    PosixFileAttributes found = view.readAttributes();
    return Optional.of(new Rights(found.owner(), found.group(), found.permissions()));
  }

  void giveTo(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      view.setGroup(group);
      view.setOwner(owner);
    } catch (IOException e) {
      // only root gives files away: the new file is of the one who wrote it
    }
    view.setPermissions(permissions);
  }
}

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
import java.util.EnumSet;
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

  private static final Set<PosixFilePermission> OF_GROUP =
      PosixFilePermissions.fromString("---rwx---");

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
    giveTo(Files.getFileAttributeView(file, PosixFileAttributeView.class));
  }

  void giveTo(PosixFileAttributeView view) throws IOException {
    Set<PosixFilePermission> given = EnumSet.noneOf(PosixFilePermission.class);
    given.addAll(permissions);
    try {
      view.setGroup(group);
    } catch (IOException e) {
      given.removeAll(OF_GROUP); // another group stays, which has never been allowed anything
    }
    try {
      view.setOwner(owner);
    } catch (IOException e) {
      // only root gives files away: the new file is of the one who wrote it
    }
    view.setPermissions(given);
  }
}

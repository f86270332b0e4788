package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way, and what may not be looked at. */
class FolderFilesTest {
  @TempDir Path folder;

  @Test
  void linkToAFolderThatItIsInIsNotFollowed() throws IOException {
    Path image = write("a/b/x.png");
    Files.createSymbolicLink(folder.resolve("a/b/up"), folder);
    FolderFiles files = FolderFiles.in(folder);
    assertThat(files.images()).containsExactly(image);
    assertThat(files.unreadable()).isEmpty();
  }

  @Test
  void picturesAreToldByTheirNamesOrTheirContent() throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("x.png"));
    Path bare = Files.move(folder.resolve("x.png"), folder.resolve("x"));
    assertThat(DataFile.isPicture(bare)).isTrue();
    assertThat(DataFile.isPicture(write("a.JPE"))).isTrue();
    assertThat(DataFile.isPicture(folder.resolve("missing.webp"))).isTrue();
    assertThat(DataFile.isPicture(folder.resolve("missing"))).isFalse();
    assertThat(DataFile.isPicture(write("notes.txt"))).isFalse();
    assertThat(DataFile.isPicture(folder)).isFalse();
  }

  @Test
  void hiddenFoldersAreNotEnteredButTheGivenOneIs() throws IOException {
    Path image = write(".given/x.png");
    write(".given/.cache/deep/y.png");
    assertThat(FolderFiles.in(folder.resolve(".given")).images()).containsExactly(image);
    FolderFiles.Finder finder = new FolderFiles.Finder(folder, sentence -> {});
    assertThat(finder.preVisitDirectory(folder.resolve(".given"), null))
        .isEqualTo(FileVisitResult.SKIP_SUBTREE);
  }

  @Test
  void unreadableFoldersAreCountedUnlessTheyAreHidden() throws IOException {
    FolderFiles.Finder finder = new FolderFiles.Finder(folder, sentence -> {});
    Path closed = folder.resolve("closed");
    for (Path path : new Path[] {closed, folder.resolve(".hidden")}) {
      assertThat(finder.visitFileFailed(path, new AccessDeniedException(path.toString())))
          .isEqualTo(FileVisitResult.CONTINUE);
    }
    Path halfRead = folder.resolve("half");
    finder.postVisitDirectory(halfRead, new IOException("the disk is gone"));
    finder.postVisitDirectory(folder, null);
    assertThat(finder.found().unreadable()).containsOnlyKeys(closed, halfRead);
    assertThat(finder.found().count()).isEqualTo(2);
  }

  @Test
  void givenFolderHasToBeReadable() {
    FolderFiles.Finder finder = new FolderFiles.Finder(folder, sentence -> {});
    IOException why = new AccessDeniedException(folder.toString());
    assertThatThrownBy(() -> finder.visitFileFailed(folder, why)).isSameAs(why);
  }

  @Test
  void folderThatIsClosedToTheUserStopsNothing() throws IOException {
    Path image = write("open/x.png");
    write("closed/y.png");
    close(folder.resolve("closed"));
    FolderFiles files = FolderFiles.in(folder);
    assertThat(files.images()).containsExactly(image);
    assertThat(files.unreadable()).containsOnlyKeys(folder.resolve("closed"));
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), image);
    assertThat(ImageFolder.in(folder).open().size()).isEqualTo(1);
    assertThatThrownBy(() -> ImageFolder.in(folder).skippingAtMost(0).open())
        .isInstanceOf(GanException.class)
        .hasMessageContaining("closed (it cannot be read: java.nio.file.AccessDeniedException");
  }

  private static void close(Path path) throws IOException {
    assumeFalse(
        path.getFileSystem().supportedFileAttributeViews().stream().noneMatch("posix"::equals),
        "needs permissions of POSIX");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    boolean superuser = Files.isReadable(path);
    if (superuser) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    assumeFalse(superuser, "needs a user who is not allowed everything");
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}

package org.gan4j.image;

import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;

/** Writes a file of pictures into a folder that is made if it is missing, and reports failures. */
final class PictureFile {
  private PictureFile() {}

  static void write(Path file, WholeFile.Content content) {
    try {
      WholeFile.makeFolderOf(file);
      WholeFile.write(file, content);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  static GanException failure(Path file, IOException e) {
    return new GanException(
        file
            + " could not be written ("
            + e
            + "): its folder has to be a folder that this program may write to, on a disk with room"
            + " left; choose another place or make that so",
        e);
  }
}

package org.gan4j.data.folder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.file.Excerpt;

/**
 * A file of a folder that is left out.
 *
 * @param file its name, as messages name it
 * @param why it cannot be used
 * @param unread the format, if there is nothing wrong but that no decoder here reads it
 */
record Fault(String file, String why, Optional<PictureFormat> unread) {
  static Fault of(Path folder, Path file, IOException reason) {
    return new Fault(
        FolderFiles.name(folder, file),
        reason.getMessage() == null ? reason.getClass().getName() : reason.getMessage(),
        reason instanceof UnreadFormatException e ? Optional.of(e.format()) : Optional.empty());
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutput out) throws IOException {
    out.writeUTF(file);
    out.writeUTF(why);
    out.writeUTF(unread.map(Enum::name).orElse(""));
  }

  static Fault read(DataInput in) throws IOException {
    String file = in.readUTF();
    String why = in.readUTF();
    return new Fault(
        file, why, Optional.of(in.readUTF()).filter(n -> !n.isEmpty()).map(PictureFormat::valueOf));
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(Excerpt.of(file), why);
  }
}

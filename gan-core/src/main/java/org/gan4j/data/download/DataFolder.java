package org.gan4j.data.download;

import com.google.common.collect.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.Message;
import org.gan4j.data.UserFolders;

/** The folder of one published data set; what is missing in it is downloaded, or asked for. */
final class DataFolder {
  private final Path folder;
  private final List<RemoteFile> files;
  private final Optional<Downloader> downloader;

  private DataFolder(Path folder, List<RemoteFile> files, Optional<Downloader> downloader) {
    this.folder = folder;
    this.files = files;
    this.downloader = downloader;
  }

  /** {@return a folder that is only read; {@code files} are all that belong into it} */
  static DataFolder readOnly(Path folder, List<RemoteFile> files) {
    return new DataFolder(folder, files, Optional.empty());
  }

  /** {@return a folder that is filled when needed; {@code files} are all that belong into it} */
  static DataFolder filledBy(Downloader downloader, Path folder, List<RemoteFile> files) {
    return new DataFolder(folder, files, Optional.of(downloader));
  }

  /** {@return where a file is, after a download if it was missing} */
  Path get(RemoteFile file) {
    return Streams.concat(Stream.of(file.name()), file.aliases().stream())
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseGet(() -> fetch(file));
  }

  private Path fetch(RemoteFile file) {
    if (downloader.isEmpty()) {
      throw new GanException(
          Message.of(
              "%s is not in %s. Put these files there, packed or unpacked: %s. Where no folder is"
                  + " named, they are downloaded. %s reads such files by other names, too.",
              file.name(), folder, names(), Advice.IDX_FOLDER));
    }
    try {
      return downloader.get().fetch(file, folder);
    } catch (GanException e) {
      throw new GanException(
          Message.of(
              "%s is not in %s, and the download failed. Put these files there: %s; or set the"
                  + " environment variable %s to a folder that has them in its folder '%s'; or use"
                  + " data that needs no download (%s).%n%s",
              file.name(),
              folder,
              names(),
              UserFolders.VARIABLE,
              folder.getFileName(),
              Advice.DIGITS,
              e.text()),
          e);
    }
  }

  private String names() {
    return files.stream().map(RemoteFile::name).collect(Collectors.joining(", "));
  }
}

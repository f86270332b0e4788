package org.gan4j.file;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the name of a file to be written leads.
 *
 * @param path behind all symbolic links, which stay
 * @param exists whether something is there already
 * @param special whether it is a device, a pipe, a socket or an open file of a process: nothing
 *     that could be replaced, but something to be written to
 */
record Destination(Path path, boolean exists, boolean special) {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  /** {@code /dev/stdout} and {@code >(command)} lead to these, on Linux and on macOS. */
  private static final Pattern OPEN_FILES = Pattern.compile("/proc/(\\d+)(/task/\\d+)?/fd|/dev/fd");

  /** Follows the links, and refuses a folder. */
  static Destination of(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(path) && !openFiles(path).matches(); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "its symbolic links lead in a circle");
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    if (!Files.exists(path)) {
      return new Destination(path, false, false);
    }
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    if (found.isDirectory()) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    return new Destination(path, true, found.isOther() || openFiles(path).matches());
  }

  private static Matcher openFiles(Path path) throws IOException {
    Path folder = path.getParent();
    boolean there = folder != null && Files.isDirectory(folder);
    return OPEN_FILES.matcher(there ? folder.toRealPath().toString() : "");
  }

  /** Opens what is special, to write at its end. */
  OutputStream open() throws IOException {
    Matcher process = openFiles(path);
    boolean ours =
        process.matches()
            && (process.group(1) == null
                || process.group(1).equals("" + ProcessHandle.current().pid()));
    String name = String.valueOf(path.getFileName());
    // To open these two anew would lose the place in a file that they are led into.
    if (ours && name.equals("1")) {
      return unclosed(FileDescriptor.out);
    }
    if (ours && name.equals("2")) {
      return unclosed(FileDescriptor.err);
    }
    return Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static OutputStream unclosed(FileDescriptor descriptor) {
    return new FilterOutputStream(new FileOutputStream(descriptor)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length); // not byte by byte, as the class does on its own
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}

package org.gan4j.cli;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** What to do where natives cannot be loaded. */
final class NativesAdvice {
  /** For folders that JavaCPP cannot unpack natives to, or the system does not run them from. */
  static final String ANOTHER_FOLDER =
      "give another one: GAN_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR, with 500 MB free and not"
          + " mounted by noexec";

  /** What the system's loader says of files that were not unpacked whole. */
  private static final List<String> NOT_WHOLE =
      List.of("cannot open shared object", "file too short", "invalid ELF", "No space left");

  private NativesAdvice() {}

  /** Returns the message for a failure that comes of natives, nothing for another. */
  static Optional<String> of(Throwable e) {
    List<Throwable> chain = Throwables.getCausalChain(e);
    boolean linking = chain.stream().anyMatch(LinkageError.class::isInstance);
    return linking && chain.stream().anyMatch(NativesAdvice::isOfNatives)
        ? Optional.of("the natives " + message(e))
        : Optional.empty();
  }

  /** Other classes may be missing, or fail at their start, too. */
  private static boolean isOfNatives(Throwable cause) {
    Stream<String> starting =
        Arrays.stream(cause.getStackTrace())
            .filter(frame -> frame.getMethodName().equals("<clinit>"))
            .map(StackTraceElement::getClassName);
    return cause instanceof UnsatisfiedLinkError
        || Stream.concat(Stream.of(cause.toString().replace('/', '.')), starting)
            .anyMatch(text -> text.contains("org.nd4j.") || text.contains("org.bytedeco."));
  }

  /** Returns why, and what to do. */
  static String message(Throwable e) {
    return "cannot be loaded (%s): %s".formatted(reason(e), advice(e));
  }

  /** Returns why, in the words of who knows. */
  static String reason(Throwable e) {
    return Machine.withoutHome(Throwables.getRootCause(e).toString().replaceAll("\\s+", " "));
  }

  /** Returns what to do. */
  static String advice(Throwable e) {
    return advice(reason(e), musl(Path.of("/proc/self/maps")));
  }

  /** Returns what to do, by the reason and whether this system's C library is musl. */
  static String advice(String reason, boolean musl) {
    if (musl) {
      return "this is a system with musl, such as Alpine, and ND4J's natives need glibc: take a"
          + " system or an image that has it, for example Debian's";
    }
    if (reason.contains("failed to map segment") || reason.contains("Could not create the cache")) {
      return "the folder that they are unpacked to cannot be used; " + ANOTHER_FOLDER;
    }
    if (NOT_WHOLE.stream().anyMatch(reason::contains)) {
      return "not everything could be unpacked, as where a disk is full; delete that folder, or "
          + ANOTHER_FOLDER;
    }
    return "ND4J's natives for %s have to be on the class path: docs/natives.md"
        .formatted(Loader.getPlatform());
  }

  /** Whether the libraries of a process, as Linux lists them, have musl among them. */
  static boolean musl(Path maps) {
    try (Stream<String> lines = Files.lines(maps)) {
      return lines.anyMatch(line -> line.contains("/ld-musl-"));
    } catch (IOException e) {
      return false; // another system
    }
  }
}

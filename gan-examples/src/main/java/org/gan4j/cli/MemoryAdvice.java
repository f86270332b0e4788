package org.gan4j.cli;

import com.google.common.base.Throwables;
import java.util.Optional;

/** Which memory was short, and what helps: each kind has a limit of its own. */
final class MemoryAdvice {
  private static final String LESS =
      "use a smaller --batch-size, --count, --frames or --samples, whichever this command has";

  private MemoryAdvice() {}

  /**
   * Returns the message for a failure that comes of too little memory, nothing for another. Without
   * lambdas, for which Java would need memory for classes.
   */
  static Optional<String> of(Throwable e) {
    OutOfMemoryError error = null;
    for (Throwable cause : Throwables.getCausalChain(e)) {
      if (cause instanceof OutOfMemoryError found) {
        error = found; // the innermost: JavaCPP says there which of its limits it was
      }
    }
    return error == null
        ? Optional.empty()
        : Optional.of("out of memory (%s): %s".formatted(error.getMessage(), advice(error)));
  }

  private static String advice(Throwable error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("native thread")) {
      return "the system starts no more threads: allow more (ulimit -u, --pids-limit of a container),"
          + " or use fewer, for example OMP_NUM_THREADS=2";
    }
    if (message.contains("array size")) {
      return "no array of Java is that long, whatever memory there is: " + LESS;
    }
    if (message.contains("irect buffer")) {
      return "give Java more for buffers, for example GAN_JAVA_OPTS=-XX:MaxDirectMemorySize=2g";
    }
    if (message.contains("etaspace") || message.contains("class space")) {
      return "Java has no room for its classes: leave out -XX:MaxMetaspaceSize, or give a larger one";
    }
    if (message.contains("hysicalBytes") || message.contains("maxBytes")) {
      return "the arrays outside Java's heap reach the limit of this process, %s: %s"
          .formatted(Memory.limit(), LESS);
    }
    return "Java's heap is full at %,d MB: give it more, for example GAN_JAVA_OPTS=-Xmx4g, or %s"
        .formatted(Runtime.getRuntime().maxMemory() >> 20, LESS);
  }
}

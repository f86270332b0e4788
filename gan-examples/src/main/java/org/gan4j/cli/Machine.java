package org.gan4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.gan4j.cli.info.Table;
import org.gan4j.run.Versions;
import org.nd4j.linalg.factory.Nd4j;

/** What this program runs on. */
final class Machine {
  private Machine() {}

  /** Adds rows about the program, Java, the processor and ND4J, whose natives it loads. */
  static void describe(Table table) {
    facts().forEach(table::row);
  }

  /** Returns by name what there is to tell. */
  static Map<String, Object> facts() {
    Versions versions = Versions.present();
    Runtime java = Runtime.getRuntime();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("gan4j", versions.gan4j());
    facts.put("Java", versions.java() + " (" + System.getProperty("java.vm.name") + ")");
    facts.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    processor().ifPresent(name -> facts.put("processor", name));
    facts.put("processors", java.availableProcessors());
    facts.put("Java memory", java.maxMemory() / (1 << 20) + " MB at most");
    facts.put("ND4J", versions.nd4j() + ", " + backend());
    return facts;
  }

  /** Returns a text without the user's home folder, which is nobody else's business. */
  static String withoutHome(String text) {
    String home = System.getProperty("user.home");
    return Path.of(home).getNameCount() == 0 || !Path.of(home).isAbsolute()
        ? text
        : text.replace(home, "~");
  }

  /** That the natives cannot be loaded is what a user may want to be told. */
  private static String backend() {
    Optional<Throwable> failure = Natives.failure();
    if (failure.isPresent()) {
      return "not usable here: they " + NativesAdvice.message(failure.get());
    }
    Properties known = Nd4j.getExecutioner().getEnvironmentInformation();
    return "%s, %s, %s threads"
        .formatted(
            Nd4j.getBackend().getClass().getSimpleName(),
            known.getProperty("blas.vendor"),
            known.get("omp.threads"));
  }

  private static Optional<String> processor() {
    return linux(Path.of("/proc/cpuinfo"), "model name");
  }

  /** Returns what OpenMP's threads do after their work, which decides much of the speed. */
  static String waitPolicy() {
    return Optional.ofNullable(System.getenv("OMP_WAIT_POLICY")).orElse("not set");
  }

  /** Whether oneDNN is loaded, as it is when the first network is made that can use it. */
  static boolean oneDnn() {
    return Loader.getLoadedLibraries().keySet().stream().anyMatch(name -> name.contains("dnnl"));
  }

  /** Returns the most memory that this process has had so far, in MB; Linux alone tells. */
  static OptionalLong peakMegabytes() {
    return peakMegabytes(Path.of("/proc/self/status"));
  }

  /** Returns it from a file such as Linux has, {@code VmHWM: 831488 kB}. */
  static OptionalLong peakMegabytes(Path status) {
    return linux(status, "VmHWM").stream()
        .mapToLong(text -> Long.parseLong(text.split(" ", 2)[0]) / 1024)
        .findFirst();
  }

  /** Returns the value of the first line {@code key: value}, if there are the file and the line. */
  private static Optional<String> linux(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // another system
    }
  }
}

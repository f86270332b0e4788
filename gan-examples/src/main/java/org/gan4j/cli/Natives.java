package org.gan4j.cli;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.gan4j.cli.info.Table;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.nd4j.linalg.factory.Nd4j;

/** Which natives compute here, and what they were told by the environment. */
final class Natives {
  /** The name of a jar within the path that its library was unpacked to. */
  private static final Pattern JAR = Pattern.compile("(nd4j-[\\w.-]+?)\\.jar");

  /** Variables that OpenMP, OpenBLAS, oneDNN, ND4J and glibc listen to. */
  private static final Pattern HEARD =
      Pattern.compile("(K?OMP|GOMP|OPENBLAS|DNNL|ONEDNN|MKL|ND4J|SD|MALLOC)_.*");

  private Natives() {}

  /** Java tells the reason only once. */
  private static final class Loading {
    static final Optional<Throwable> FAILURE = load();

    private static Optional<Throwable> load() {
      try {
        Nd4j.getExecutioner();
        return Optional.empty();
      } catch (LinkageError | RuntimeException e) {
        return Optional.of(e);
      }
    }
  }

  /** Loads them, and returns why they cannot be, if so. */
  static Optional<Throwable> failure() {
    return Loading.FAILURE;
  }

  /** Adds rows about them, once they are loaded. */
  static void describe(Table table) {
    table.row("natives", jar().orElse("none"));
    table.row("oneDNN", OneDnnKernels.version().orElse("none"));
    table.row("OpenBLAS", "code for " + core());
    table.row("environment", environment(System.getenv()));
  }

  private static Optional<String> jar() {
    return Loader.getLoadedLibraries().values().stream()
        .map(JAR::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** Returns the processor that OpenBLAS takes this one for: an old version knows no newer one. */
  private static String core() {
    try {
      long address = Loader.addressof("openblas_get_corename").address();
      return Function.getFunction(new Pointer(address)).invokeString(new Object[0], false);
    } catch (LinkageError | RuntimeException e) {
      return "an unknown processor"; // another library, or a system that JNA does not know
    }
  }

  /** Returns the variables that count, without a home folder. */
  static String environment(Map<String, String> all) {
    String heard =
        new TreeMap<>(all)
            .entrySet().stream()
                .filter(e -> HEARD.matcher(e.getKey()).matches())
                .map(e -> e.getKey() + "=" + Machine.withoutHome(e.getValue()))
                .collect(Collectors.joining(" "));
    return heard.isEmpty() ? "nothing set" : heard;
  }
}

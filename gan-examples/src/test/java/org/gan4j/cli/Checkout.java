package org.gan4j.cli;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A source tree with the script {@code gan}, and a Maven and a Java that are scripts too. */
final class Checkout {
  private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("gan");

  /** All that the script calls, but Maven and Java. */
  private static final String TOOLS =
      "bash sh cat date dirname env find getconf grep head ln locale ls mkdir mktemp mv paste ps"
          + " readlink rm sed sleep touch tr uname wc";

  private final Path home;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  private Checkout(Path home, Path tools) {
    this.home = home;
    this.tools = tools;
  }

  /** Makes one, never built, with a Maven that makes a copy when the file {@code go} is there. */
  static Checkout in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("a & checkout"));
    Path tools = Files.createDirectory(folder.resolve("bin"));
    for (String module : List.of("gan-core", "gan-models", "gan-examples")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(home.resolve("pom.xml"), "");
    Files.copy(SCRIPT, home.resolve("gan"), StandardCopyOption.COPY_ATTRIBUTES);
    Checkout checkout = new Checkout(home, tools);
    checkout.linkTools();
    checkout.script(
        "java",
        """
        case "$1" in -version) echo 'openjdk version "17.0.9"' >&2; exit ;; esac
        for stream in 0 1 2; do [ -e /dev/fd/$stream ] || echo "closed $stream" >>"$CHECKOUT/closed"; done
        echo "$LC_ALL"
        printf '%s\\n' "$@"
        """);
    checkout.script(
        "mvn",
        """
        echo "$@" >>"$CHECKOUT/builds"
        while [ ! -e "$CHECKOUT/go" ]; do sleep 0.1; done
        copy="$CHECKOUT/gan-examples/target/gan/$(date -u +%Y%m%d%H%M%S)"
        mkdir "$copy"
        touch "$copy/gan.jar"
        """);
    checkout.environment.put("PATH", tools.toString());
    checkout.environment.put("CHECKOUT", home.toString());
    checkout.environment.put("LC_ALL", "C.UTF-8");
    return checkout;
  }

  private void linkTools() throws IOException {
    List<Path> places =
        Splitter.on(':').splitToStream(System.getenv("PATH")).map(Path::of).toList();
    for (String tool : Splitter.on(' ').split(TOOLS)) {
      for (Path place : places) {
        if (Files.isExecutable(place.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), place.resolve(tool).toRealPath());
        }
      }
    }
  }

  private void script(String name, String text) throws IOException {
    Path script = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Puts a script in the place of a program. */
  Checkout withProgram(String name, String text) throws IOException {
    Files.delete(tools.resolve(name)); // which may be a link to the machine's own
    script(name, text);
    return this;
  }

  Path home() {
    return home;
  }

  Path copies() {
    return home.resolve("gan-examples/target/gan");
  }

  /** Makes a copy as a build does that began then, with this test's own classes. */
  Path built(String began) throws IOException {
    Path jar = Files.createDirectories(copies().resolve(began)).resolve("gan.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Splitter.on(':')
                .splitToStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  /** Makes the sources newer than all that was built. */
  void change() throws IOException {
    Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(9)));
  }

  Checkout with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Checkout withoutMaven() throws IOException {
    Files.delete(tools.resolve("mvn"));
    return this;
  }

  Checkout withRealJava() throws IOException {
    Files.delete(tools.resolve("java"));
    return with("JAVA_HOME", System.getProperty("java.home"));
  }

  Process start(Path out, Path err, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("gan").toString()));
    command.addAll(List.of(args));
    return start(out, err, command);
  }

  Process start(Path out, Path err, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** Lets a shell run a text, in this tree. */
  Result shell(String text) throws Exception {
    return run(List.of("bash", "-c", text));
  }

  Result run(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("gan").toString()));
    command.addAll(List.of(args));
    return run(command);
  }

  private Result run(List<String> command) throws Exception {
    Path out = Files.createTempFile(tools, "out", "");
    Path err = Files.createTempFile(tools, "err", "");
    int exitCode = start(out, err, command).waitFor();
    return new Result(exitCode, Files.readString(out), Files.readString(err));
  }
}

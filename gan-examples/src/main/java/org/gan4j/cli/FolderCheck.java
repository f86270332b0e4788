package org.gan4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.gan4j.data.download.Mnist;
import org.gan4j.engine.check.MachineCheck;
import org.gan4j.engine.check.Outcome;

/**
 * A folder that has to be there, or can be made, and lets files be written.
 *
 * @param name for people
 * @param folder which
 * @param runs whether code from it has to be let run, which a mount by noexec does not
 * @param advice what to do where it is not so
 */
record FolderCheck(String name, Path folder, boolean runs, String advice) implements MachineCheck {
  private static final Path SHELL = Path.of("/bin/sh");

  /** Returns those that this program writes to. */
  static List<FolderCheck> all() {
    return List.of(
        new FolderCheck("folder of natives", natives(), true, NativesAdvice.ANOTHER_FOLDER),
        new FolderCheck(
            "folder of temporary files",
            Path.of(System.getProperty("java.io.tmpdir")),
            false,
            "give another one: GAN_JAVA_OPTS=-Djava.io.tmpdir=DIR"),
        new FolderCheck(
            "folder of data",
            Mnist.folder().getParent(),
            false,
            "give another one by the environment variable GAN4J_DATA"));
  }

  /** Returns where JavaCPP unpacks natives to. */
  private static Path natives() {
    try {
      return Loader.getCacheDir().toPath();
    } catch (IOException e) { // JavaCPP found none, and has looked there last
      return Path.of(System.getProperty("java.io.tmpdir"));
    }
  }

  @Override
  public String by() {
    return Machine.withoutHome(folder.toString());
  }

  @Override
  public Outcome run() {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      Path file = Files.createTempFile(there, "gan", ".check");
      try {
        return runs && !canRun(file)
            ? failure("nothing in it can be run, as where it is mounted by noexec")
            : new Outcome(0, "");
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return failure("nothing can be written there (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  /** Tries; where there is no shell, nothing is known of it. */
  private static boolean canRun(Path file) throws IOException {
    if (!Files.isExecutable(SHELL)) {
      return true;
    }
    Files.writeString(file, "#!" + SHELL + "\n");
    if (!file.toFile().setExecutable(true)) {
      return false;
    }
    try {
      new ProcessBuilder(file.toString()).start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome failure(String detail) {
    return new Outcome(Double.POSITIVE_INFINITY, detail);
  }
}

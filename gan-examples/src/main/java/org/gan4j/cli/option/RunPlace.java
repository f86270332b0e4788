package org.gan4j.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.models.GanModel;
import org.gan4j.run.DataSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which folder a run is in: a new one, or that of a run that goes on. */
public final class RunPlace {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of the run, new or empty (default: runs/MODEL-DATA).")
  private Path out;

  @ArgGroup(exclusive = false)
  private Resume resume;

  private static final class Resume {
    @Option(
        names = "--resume",
        required = true,
        paramLabel = "DIR",
        description =
            "Go on with the run of a folder from its newest checkpoint, as if it had never ended."
                + " What it was started with needs not be said again; --steps is the total.")
    private Path folder;

    @Option(
        names = "--allow-changes",
        description = "Go on also where the data or other options are not those of the run.")
    private boolean changes;
  }

  /**
   * {@return the folder of a new run}
   *
   * @param model that is trained
   * @param data as {@code --data} names it
   */
  public Path out(GanModel model, DataSpec data) {
    return out == null ? Path.of("runs", model.name() + "-" + data.name()) : out;
  }

  /** {@return the folder of a run that goes on, if one is meant} */
  public Optional<Path> resumed() {
    return Optional.ofNullable(resume).map(resumed -> resumed.folder);
  }

  /** {@return whether a run that goes on may be another one from now on} */
  public boolean allowsChanges() {
    return resume != null && resume.changes;
  }
}

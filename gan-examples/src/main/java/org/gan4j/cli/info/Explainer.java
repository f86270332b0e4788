package org.gan4j.cli.info;

import java.nio.file.Path;
import org.gan4j.GanException;

/** Explains one kind of file or folder to the user of {@code gan info}. */
interface Explainer {
  /** Whether a path looks like one of this kind; it may turn out to be damaged. */
  boolean knows(Path path);

  /**
   * Tells what it is.
   *
   * @param path that {@link #knows} has said yes to
   * @throws GanException if it is damaged
   */
  Table explain(Path path);
}

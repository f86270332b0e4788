package org.gan4j.cli.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.GanException;

/** All that {@code gan info} can explain. */
public final class Explainers {
  /** The first that knows a path explains it. */
  private static final List<Explainer> ALL =
      List.of(
          new RunExplainer(),
          new CheckpointExplainer(),
          new ArtefactExplainer(),
          new ClassifierExplainer(),
          new NetworkExplainer(),
          new DataExplainer());

  private Explainers() {}

  /**
   * {@return what is at a path}
   *
   * @param path of a file or a folder
   * @throws GanException if there is nothing, or nothing that is known, or it is damaged
   */
  public static Table explain(Path path) {
    if (!Files.exists(path)) {
      throw new GanException("there is no file or folder %s: check the path".formatted(path));
    }
    return ALL.stream()
        .filter(explainer -> explainer.knows(path))
        .findFirst()
        .orElseThrow(() -> unknown(path))
        .explain(path);
  }

  static GanException unknown(Path path) {
    return new GanException(
        ("%s is nothing that gan knows: it explains run folders, checkpoints (.ckpt), exported generators"
                + " (.gan), classifiers (.classifier), networks of Deeplearning4j (.zip), IDX files, NumPy arrays (.npy), pictures (PNG,"
                + " JPEG, GIF, BMP), and folders of IDX files or pictures")
            .formatted(path));
  }
}

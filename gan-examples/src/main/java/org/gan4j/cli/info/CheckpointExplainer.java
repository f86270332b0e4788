package org.gan4j.cli.info;

import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.file.Excerpt;
import org.gan4j.run.FileKind;

/** Tells about a checkpoint, by what it says of itself. */
final class CheckpointExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return FileKind.ends(path, ".ckpt") || FileKind.hasPart(path, "state.json");
  }

  @Override
  public Table explain(Path path) {
    Checkpoint checkpoint = Checkpoint.read(path);
    Table table =
        new Table()
            .row("checkpoint", path)
            .row("step", checkpoint.step())
            .row("real images", checkpoint.state().imagesSeen());
    checkpoint
        .players()
        .forEach(
            name -> table.row(Excerpt.of(name), parameters(checkpoint.network(name).numParams())));
    table.row("average", average(checkpoint));
    checkpoint.settings().forEach((name, value) -> table.row(Excerpt.of(name), Excerpt.of(value)));
    checkpoint
        .state()
        .positions()
        .forEach((name, at) -> table.row("position of " + Excerpt.of(name), at));
    return table.row("versions", "gan4j " + Excerpt.of(checkpoint.version()));
  }

  private static String average(Checkpoint checkpoint) {
    return checkpoint
        .averagedGenerator()
        .map(network -> parameters(network.numParams()))
        .orElse("none");
  }

  private static String parameters(long count) {
    return String.format(Locale.ROOT, "%,d parameters", count);
  }
}

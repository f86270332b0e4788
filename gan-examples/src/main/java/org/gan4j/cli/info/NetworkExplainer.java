package org.gan4j.cli.info;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.GanException;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.run.FileKind;

/** Tells about a network of Deeplearning4j, layer by layer. */
final class NetworkExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return FileKind.isZip(path) && !FileKind.ends(path, ".npz");
  }

  @Override
  public Table explain(Path path) {
    Model network = read(path);
    Layer[] layers = layers(network);
    Table table =
        new Table()
            .row("network", path)
            .row("kind", network.getClass().getSimpleName())
            .row("parameters", count(network.numParams()) + ", " + network.params().dataType())
            .row("optimiser", optimiser(layers))
            .row("layers", layers.length);
    for (int i = 0; i < layers.length; i++) {
      table.row("layer " + i, text(layers[i]));
    }
    return table;
  }

  private static Model read(Path path) {
    try {
      return NetworkFile.read(path);
    } catch (UncheckedIOException e) {
      throw new GanException(e.getCause().getMessage(), e);
    }
  }

  private static Layer[] layers(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getLayers()
        : ((MultiLayerNetwork) network).getLayers();
  }

  /** That of the first layer that has one; networks seldom have two. */
  private static String optimiser(Layer[] layers) {
    return Arrays.stream(layers)
        .map(layer -> layer.conf().getLayer())
        .filter(layer -> layer instanceof BaseLayer base && base.getIUpdater() != null)
        .map(layer -> ((BaseLayer) layer).getIUpdater().toString())
        .findFirst()
        .orElse("none");
  }

  private static String text(Layer layer) {
    return layer.conf().getLayer().getClass().getSimpleName()
        + ", "
        + count(layer.numParams())
        + " parameters";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

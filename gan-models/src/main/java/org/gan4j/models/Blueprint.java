package org.gan4j.models;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gan4j.SampleShape;

/** A network of which nothing is allocated yet. */
public final class Blueprint {
  private final Supplier<Model> building;
  private final NetworkSize size;
  private final ImmutableList<SampleShape> given;

  private Blueprint(Supplier<Model> building, NetworkSize size, List<SampleShape> given) {
    this.building = building;
    this.size = size;
    this.given = ImmutableList.copyOf(given);
  }

  /**
   * {@return the blueprint of layers one after the other}
   *
   * @param layers any
   * @param takes the shape of what they take: latents as a vector, or samples
   */
  public static Blueprint of(MultiLayerConfiguration layers, SampleShape takes) {
    return new Blueprint(() -> Keras.initialised(layers), NetworkSize.of(layers, takes), List.of());
  }

  /**
   * {@return the blueprint of a graph}
   *
   * @param graph whose layers say how many values each takes
   * @param takes the shape of what its first input takes: latents as a vector, or samples
   * @param given the shapes of what its further inputs take
   */
  public static Blueprint of(
      ComputationGraphConfiguration graph, SampleShape takes, SampleShape... given) {
    List<SampleShape> all = Stream.concat(Stream.of(takes), Stream.of(given)).toList();
    return new Blueprint(
        () -> {
          ComputationGraph network = new ComputationGraph(graph);
          network.init();
          return network;
        },
        NetworkSize.of(graph, all),
        List.of(given));
  }

  /** {@return a new network with its initial weights, a MultiLayerNetwork or a ComputationGraph} */
  public Model build() {
    return building.get();
  }

  /** {@return the shapes of what it takes beside latents or samples; usually nothing} */
  public ImmutableList<SampleShape> given() {
    return given;
  }

  NetworkSize size() {
    return size;
  }
}

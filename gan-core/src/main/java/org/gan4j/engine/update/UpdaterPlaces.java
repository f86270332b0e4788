package org.gan4j.engine.update;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonPointer;
import org.nd4j.shade.jackson.databind.BeanDescription;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationConfig;
import org.nd4j.shade.jackson.databind.SerializerProvider;
import org.nd4j.shade.jackson.databind.module.SimpleModule;
import org.nd4j.shade.jackson.databind.ser.BeanPropertyWriter;
import org.nd4j.shade.jackson.databind.ser.BeanSerializerModifier;

/**
 * Where in the JSON of a network's configuration each of its updaters stands, whatever the layers
 * are that have them. So the JSON of a network that is built alike tells the updaters' settings,
 * and nothing has to be made of it.
 */
final class UpdaterPlaces extends BeanSerializerModifier {
  private final IdentityHashMap<Layer, JsonPointer> layers = new IdentityHashMap<>();
  private final IdentityHashMap<IUpdater, List<JsonPointer>> updaters = new IdentityHashMap<>();

  private UpdaterPlaces() {}

  static UpdaterPlaces of(Model network) {
    UpdaterPlaces found = new UpdaterPlaces();
    ObjectMapper mapper = NeuralNetConfiguration.mapper().copy();
    mapper.registerModule(new SimpleModule().setSerializerModifier(found));
    Object configuration =
        network instanceof ComputationGraph graph
            ? graph.getConfiguration()
            : ((MultiLayerNetwork) network).getLayerWiseConfigurations();
    try {
      mapper.writeValue(OutputStream.nullOutputStream(), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("the network's configuration cannot be written", e);
    }
    return found;
  }

  /** Returns all updaters, and one place of each: layers may share one object. */
  IdentityHashMap<IUpdater, JsonPointer> all() {
    IdentityHashMap<IUpdater, JsonPointer> all = new IdentityHashMap<>();
    updaters.forEach((updater, places) -> all.put(updater, places.get(0)));
    return all;
  }

  /** Returns where a layer's updater stands; nowhere if Deeplearning4j makes it for the purpose. */
  Optional<JsonPointer> of(TrainingConfig layer, IUpdater updater) {
    String inside = layers.containsKey(layer) ? layers.get(layer) + "/" : "";
    return updaters.getOrDefault(updater, List.of()).stream()
        .filter(place -> place.toString().startsWith(inside))
        .findFirst();
  }

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
    properties.replaceAll(
        each ->
            each.getType().isTypeOrSubTypeOf(IUpdater.class)
                    || each.getType().isTypeOrSubTypeOf(Layer.class)
                ? new Noting(each)
                : each);
    return properties;
  }

  /** Writes an updater or a layer, and notes where. */
  private final class Noting extends BeanPropertyWriter {
    private static final long serialVersionUID = 1L;

    Noting(BeanPropertyWriter property) {
      super(property);
    }

    @Override
    public void serializeAsField(Object owner, JsonGenerator json, SerializerProvider provider)
        throws Exception {
      super.serializeAsField(owner, json, provider);
      Object written = get(owner);
      // Through text: what the context makes does not find elements of arrays.
      JsonPointer at = JsonPointer.compile(json.getOutputContext().pathAsPointer().toString());
      if (written instanceof IUpdater updater) {
        updaters.computeIfAbsent(updater, u -> new ArrayList<>()).add(at);
      } else if (written instanceof Layer layer) {
        layers.put(layer, at);
      }
    }
  }
}

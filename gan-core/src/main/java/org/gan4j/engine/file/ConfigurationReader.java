package org.gan4j.engine.file;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.gan4j.file.Excerpt;
import org.gan4j.file.JsonLimits;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.exc.InvalidTypeIdException;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * Reads the configuration of a network, which may come from anybody: its JSON names classes, and
 * its sizes decide how much memory Deeplearning4j takes.
 *
 * <p>Internal to gan4j: public for the packages that read configurations.
 */
public final class ConfigurationReader {
  private static final ObjectMapper TREES = new JsonMapper();

  /** Far above any layer, and far below what makes a product of sizes overflow. */
  private static final double LARGEST = 0x1p60;

  private final LayerTypes types;
  private final ObjectMapper mapper;

  ConfigurationReader(Class<?>... own) {
    this(Arrays.stream(own).map(Class::getName).collect(ImmutableSet.toImmutableSet()));
  }

  /**
   * Takes the names of classes besides Deeplearning4j's.
   *
   * @param own of the application's, which may be named too
   */
  public ConfigurationReader(Set<String> own) {
    this.types = new LayerTypes(own);
    this.mapper = NeuralNetConfiguration.mapper().copy();
    mapper.setPolymorphicTypeValidator(types);
  }

  /**
   * Returns a {@code MultiLayerConfiguration} or a {@code ComputationGraphConfiguration}.
   *
   * @throws IOException if it is none, or is refused
   */
  Object read(byte[] json) throws IOException {
    JsonNode tree = tree(json);
    return NetworkJson.isGraph(tree)
        ? read(tree, ComputationGraphConfiguration.class)
        : read(tree, MultiLayerConfiguration.class);
  }

  /**
   * {@return the schedule of a learning rate}
   *
   * @param json what Deeplearning4j has written of one
   * @throws IOException if it is none, or is refused
   */
  public ISchedule schedule(JsonNode json) throws IOException {
    return read(json, ISchedule.class);
  }

  private <T> T read(JsonNode tree, Class<T> type) throws IOException {
    check(tree);
    try {
      return mapper.readValue(tree.toString(), type);
    } catch (InvalidTypeIdException e) {
      throw refusal(e);
    } catch (JsonProcessingException e) {
      throw unusable(e);
    }
  }

  private IOException refusal(InvalidTypeIdException e) {
    String name = Excerpt.of(e.getTypeId());
    return types.allows(e.getTypeId())
        ? new IOException(
            "its configuration.json names the class %s, which is none that is expected there"
                .formatted(name),
            e)
        : new IOException(
            ("its configuration.json names the class %s, which is none of Deeplearning4j's layers and"
                    + " what belongs to them: if it is your application's, and you trust the file,"
                    + " give it to what reads it, as in TrainedGenerator.load(file, OwnLayer.class)")
                .formatted(name),
            e);
  }

  private static IOException unusable(JsonProcessingException e) {
    return new IOException(
        "its configuration.json cannot be used: " + Excerpt.of(e.getOriginalMessage()), e);
  }

  /** Returns the JSON as it stands there. */
  static JsonNode tree(byte[] json) throws IOException {
    String text = new String(json, StandardCharsets.UTF_8);
    try {
      JsonLimits.check(text);
      JsonNode tree = TREES.readTree(text);
      require(tree.isObject(), "is no JSON object");
      return tree;
    } catch (JsonProcessingException e) {
      throw unusable(e);
    }
  }

  private void check(JsonNode node) throws IOException {
    if (node.isTextual()) {
      checkText(node.textValue());
    } else if (node.isObject()) {
      checkLegacy(node);
      checkArray(node);
      checkSizes(node);
    }
    for (JsonNode child : node) {
      check(child);
    }
  }

  /** Jackson would load the arguments of a generic class by names that it asks nobody about. */
  private void checkText(String text) throws IOException {
    require(!types.allows(text) || text.indexOf('<') < 0, "names a class with arguments");
  }

  /** Deeplearning4j reads the distributions of its old versions by a mapper without limits. */
  private static void checkLegacy(JsonNode object) throws IOException {
    require(
        !object.path("weightInit").asText().equals("DISTRIBUTION"),
        "was written by a Deeplearning4j before 1.0.0-beta4: open it there and save it again");
  }

  /** ND4J creates an array of any shape from any number of values. */
  private static void checkArray(JsonNode object) throws IOException {
    if (object.path("shape").isArray() && object.has("dataType")) {
      require(
          product(object.get("shape")) == Math.max(1, object.path("data").size()),
          "has an array of another size than its shape says");
    }
  }

  /** A product that overflows could be as small as the number of parameters that are there. */
  private void checkSizes(JsonNode object) throws IOException {
    if (!types.allows(object.path("@class").asText())) {
      return; // of no layer
    }
    double product = 1;
    for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      product *= field.getKey().equals("layerName") ? 1 : product(field.getValue());
    }
    require(product < LARGEST, "has a layer whose sizes make more than 2^60");
  }

  /** Texts count too: Jackson makes numbers of them where it needs some. */
  private static double product(JsonNode value) {
    double product = Math.max(1, Math.abs(value.asDouble()));
    if (value.isArray()) {
      for (JsonNode each : value) {
        product *= product(each);
      }
    }
    return product;
  }

  private static void require(boolean condition, String message) throws IOException {
    if (!condition) {
      throw new IOException("its configuration.json " + message);
    }
  }
}

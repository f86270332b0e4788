package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Features that a Deeplearning4j network makes. */
final class NetworkExtractor implements FeatureExtractor {
  private final Activations activations;
  private final String layer;
  private final String name;
  private final String version;
  private final ImageShape shape;
  private final ValueRange range;
  private final boolean flat; // whether the network takes [batch, values]

  NetworkExtractor(
      Activations activations, String layer, String name, ImageShape shape, ValueRange range) {
    this.activations = activations;
    this.layer = layer;
    this.name = name;
    this.shape = shape;
    this.range = range;
    checkArgument(
        activations.names().contains(layer),
        "the network has no layer '%s', but these: %s",
        layer,
        String.join(", ", activations.names()));
    this.version = fingerprint();
    this.flat = probe();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public ValueRange range() {
    return range;
  }

  @Override
  public Features extract(INDArray images) {
    long[] batch = shape.batch(images.size(0));
    checkArgument(
        Arrays.equals(images.shape(), batch),
        "images of shape %s were expected, not an array of shape %s",
        shape,
        Arrays.toString(images.shape()));
    return extract(images, flat ? new long[] {batch[0], shape.size()} : batch);
  }

  private Features extract(INDArray images, long[] inside) {
    try (INDArray input = Nd4j.createUninitialized(type(), inside, 'c')) { // no one else's memory
      input.assign(images.reshape('c', inside));
      return activations.classifies() && keepsFeatures()
          ? inOnePass(input)
          : new Features(rows(layer, input), probabilities(input));
    }
  }

  private Optional<INDArray> probabilities(INDArray input) {
    return activations.classifies()
        ? Optional.of(rows(activations.last(), input))
        : Optional.empty();
  }

  private Features inOnePass(INDArray input) {
    Map<String, INDArray> outputs = activations.upTo(activations.last(), input);
    Features features =
        new Features(rows(outputs.get(layer)), Optional.of(rows(outputs.get(activations.last()))));
    free(outputs, input);
    return features;
  }

  /** Whether what the feature layer gave is still there after the last layer has run. */
  private boolean keepsFeatures() {
    return layer.equals(activations.beforeLast())
        && !(activations.lastLayer() instanceof ActivationLayer);
  }

  /** {@return what a layer gives, flattened but for the batch} */
  private INDArray rows(String name, INDArray input) {
    Map<String, INDArray> outputs = activations.upTo(name, input);
    INDArray rows = rows(outputs.get(name));
    free(outputs, input);
    return rows;
  }

  /** {@return a copy, flattened but for the batch} */
  private static INDArray rows(INDArray array) {
    long[] rows = {array.size(0), array.length() / array.size(0)};
    INDArray copy = Nd4j.createUninitialized(DataType.FLOAT, rows, 'c');
    copy.assign(array.reshape('c', rows));
    return copy;
  }

  /** Some layers hand on the memory that they were given. */
  private static void free(Map<String, INDArray> outputs, INDArray input) {
    Set<Long> freed = new HashSet<>();
    freed.add(input.data().address());
    for (INDArray output : outputs.values()) {
      if (output.closeable() && freed.add(output.data().address())) {
        output.close();
      }
    }
  }

  /** {@return whether the network takes flat images; which it does is tried} */
  private boolean probe() {
    try (INDArray image = Nd4j.zeros(DataType.FLOAT, shape.batch(1))) {
      if (takes(image, shape.batch(1))) {
        return false;
      }
      extract(image, new long[] {1, shape.size()}).close();
      return true;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network extracts no features of images of %s. It says: %s"
              .formatted(shape, e.getMessage()),
          e);
    }
  }

  private boolean takes(INDArray image, long[] inside) {
    try (Features features = extract(image, inside)) {
      return features.values().size(0) == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private DataType type() {
    return activations.network().params().dataType();
  }

  private String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(layer + " " + shape + " " + range, StandardCharsets.UTF_8);
    for (double parameter : NativeArrays.values(activations.network().params())) {
      hasher.putDouble(parameter);
    }
    return hasher.hash().toString().substring(0, 12);
  }
}

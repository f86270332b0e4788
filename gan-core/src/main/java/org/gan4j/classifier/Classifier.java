package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.Features;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that tells classes of images apart, with what is known about it: what {@code gan
 * train-classifier} writes into one file. Its features are what its last layer takes, and its
 * version is a hash of its parameters. For one thread at a time.
 */
public final class Classifier implements FeatureExtractor {
  /** A new one gets a new number: measures by the old one stay comparable under its name. */
  private static final ImmutableMap<String, String> SHIPPED =
      ImmutableMap.of("mnist", "mnist-1", "digits", "digits-1");

  private final Model network;
  private final ClassifierInfo info;
  private final FeatureExtractor extractor;
  private final String version;

  private Classifier(Model network, ClassifierInfo info) {
    this.network = network;
    this.info = info;
    this.extractor = FeatureExtractor.of(network, info.name(), info.images(), info.range());
    this.version = hash(network);
    int classes = Accuracy.classes(extractor);
    checkArgument(
        classes == info.classes().size(),
        "the network tells %s classes apart, and there are names for %s: name each class",
        classes,
        info.classes().size());
  }

  private static String hash(Model network) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (double parameter : NativeArrays.values(network.params())) {
      hasher.putDouble(parameter);
    }
    return hasher.hash().toString().substring(0, 12);
  }

  /**
   * {@return a classifier by a network that was trained}
   *
   * @param network a {@code MultiLayerNetwork} or {@code ComputationGraph} that ends in softmax
   * @param info what is known about it
   * @throws IllegalArgumentException if the network does not take those images, gives no
   *     probabilities, or tells another number of classes apart than there are names
   */
  public static Classifier of(Model network, ClassifierInfo info) {
    return new Classifier(network, info);
  }

  /**
   * {@return the classifier of a file}
   *
   * @param file that {@link #save} or {@code gan train-classifier} wrote; it may come from anybody,
   *     and nothing of it is run
   * @param own classes of the application's that its network is made of, for example a layer;
   *     others than these and Deeplearning4j's are not loaded
   * @throws org.gan4j.GanException if there is no such file, or it is no classifier or damaged, or
   *     names a class that is not given
   */
  public static Classifier load(Path file, Class<?>... own) {
    return ClassifierFile.read(file, own);
  }

  /**
   * {@return a classifier that comes with the library}
   *
   * @param data what it was trained on: {@code mnist}, or {@code digits} for the built-in ones
   * @throws IllegalArgumentException if there is none for that; the message lists those there are
   * @throws org.gan4j.GanException if the folder for temporary files cannot be written
   */
  public static Classifier shipped(String data) {
    checkArgument(
        SHIPPED.containsKey(data),
        "no classifier for \"%s\" comes with gan4j, but for these: %s; gan train-classifier makes"
            + " others",
        data,
        String.join(", ", SHIPPED.keySet()));
    return ClassifierFile.shipped(SHIPPED.get(data));
  }

  /**
   * Writes it into one file, in place of one that may be there, in one step. The same classifier
   * gives the same bytes.
   *
   * @param file where to, by custom a name that ends in {@code .classifier}; missing folders are
   *     made
   * @throws org.gan4j.GanException if it cannot be written; what was there is as it was
   */
  public void save(Path file) {
    ClassifierFile.write(this, file);
  }

  /** {@return what is known about it} */
  public ClassifierInfo info() {
    return info;
  }

  /** {@return the network itself, which ends in softmax} */
  public Model network() {
    return network;
  }

  @Override
  public String name() {
    return extractor.name();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public ImageShape shape() {
    return extractor.shape();
  }

  @Override
  public ValueRange range() {
    return extractor.range();
  }

  @Override
  public List<String> classNames() {
    return info.classes();
  }

  @Override
  public Features extract(INDArray images) {
    return extractor.extract(images);
  }

  /**
   * {@return how probable each class is, {@code [batch, classes]}, a new array that is the
   * caller's}
   *
   * @param images {@code [batch, channels, height, width]} in the classifier's range, in single
   *     precision; stays the caller's
   */
  public INDArray probabilities(INDArray images) {
    Features features = extract(images);
    features.values().close();
    return features.probabilities().orElseThrow();
  }

  /**
   * {@return the share of images whose most probable class is their own, from 0 to 1}
   *
   * @param classifier of as many classes as the images have
   * @param images that it was not trained on, of the shape that it takes
   * @throws IllegalArgumentException if it gives no probabilities, or classes or shapes differ
   */
  public static double accuracy(FeatureExtractor classifier, LabelledImages images) {
    return Accuracy.of(classifier, images);
  }
}

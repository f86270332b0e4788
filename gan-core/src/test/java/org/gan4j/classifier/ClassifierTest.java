package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Precision;
import org.gan4j.ValueRange;
import org.gan4j.file.Archive;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.Features;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ClassifierTest {
  private static final ImageShape SHAPE = ImageShape.gray(6, 6);

  @TempDir private Path folder;

  private static ClassifierInfo info(String... classes) {
    return new ClassifierInfo(
        "lights-1", "lights", SHAPE, ValueRange.UNIT, List.of(classes), 0.75, 8, 2, 7, "0.1.0");
  }

  private static Classifier lights() {
    MultiLayerNetwork network = Lights.network(3, Activation.SOFTMAX);
    return Classifier.of(network, info("dark", "grey", "bright"));
  }

  @Test
  void itExtractsWhatItsNetworkDoes() {
    Classifier classifier = lights();
    FeatureExtractor plain = FeatureExtractor.of(classifier.network(), "x", SHAPE, ValueRange.UNIT);
    INDArray images = Nd4j.rand(4, 1, 6, 6);
    try (Features features = classifier.extract(images);
        Features expected = plain.extract(images);
        INDArray probabilities = classifier.probabilities(images)) {
      assertThat(features).isEqualTo(expected);
      assertThat(features.values().shape()).containsExactly(4, 32);
      assertThat(probabilities).isEqualTo(expected.probabilities().orElseThrow());
    }
    assertThat(classifier.name()).isEqualTo("lights-1");
    assertThat(classifier.shape()).isEqualTo(SHAPE);
    assertThat(classifier.range()).isEqualTo(ValueRange.UNIT);
  }

  @Test
  void aFileGivesItBackAndTheSameBytes() {
    Classifier classifier = lights();
    Path file = folder.resolve("new").resolve("lights-1.classifier");
    classifier.save(file);
    Classifier loaded = Classifier.load(file);

    assertThat(loaded.info()).isEqualTo(classifier.info());
    assertThat(loaded.version()).matches("[0-9a-f]{12}").isEqualTo(classifier.version());
    Precision.assertSameBits(loaded.network().params(), classifier.network().params());
    Path again = folder.resolve("again");
    loaded.save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void versionFollowsTheParameters() {
    Classifier classifier = lights();
    MultiLayerNetwork other = Lights.network(3, Activation.SOFTMAX);
    other.params().putScalar(0, 2);
    assertThat(Classifier.of(other, classifier.info()).version())
        .isNotEqualTo(classifier.version());
  }

  /** Three lights whose first pixel decides, and a network that looks at it alone. */
  @Test
  void accuracyIsTheShareOfImagesInTheirClass() {
    MultiLayerNetwork network = Lights.network(3, Activation.SOFTMAX);
    network.params().assign(0); // all classes as probable: the first is taken
    FeatureExtractor first = FeatureExtractor.of(network, "x", SHAPE, ValueRange.UNIT);
    assertThat(Classifier.accuracy(first, new Lights(5, 3, 0))).isCloseTo(0.4, within(1e-12));
    assertThat(Classifier.accuracy(first, new Lights(600, 3, 0))).isCloseTo(1 / 3.0, within(1e-12));
    network.getLayer(1).getParam("b").putScalar(2, 1);
    FeatureExtractor last = FeatureExtractor.of(network, "x", SHAPE, ValueRange.UNIT);
    assertThat(Classifier.accuracy(last, new Lights(5, 3, 0))).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void otherClassesShapesAndNetworksAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.accuracy(lights(), new Lights(5, 2, 0)))
        .withMessage("the classifier 'lights-1' tells 3 classes apart, and these images have 2");
    FeatureExtractor small = FeatureExtractor.pixels(ImageShape.gray(2, 2), 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.accuracy(small, new Lights(5, 2, 0)))
        .withMessageContaining("takes images of 1x2x2, and these are of 1x6x6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.of(lights().network(), info("dark", "bright")))
        .withMessage(
            "the network tells 3 classes apart, and there are names for 2: name each class");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Classifier.of(Lights.network(3, Activation.IDENTITY), info("a", "b", "c")))
        .withMessage("'lights-1' gives no probabilities: use a network that ends in softmax");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1 | \"format\" : 2 | it is of version 2 of its format",
        "\"accuracy\" : 0.75 | \"accuracy\" : 2 | an accuracy is a share from 0 to 1, not 2",
        "\"seed\" : 7, | | seed",
        "[ \"dark\", \"grey\", \"bright\" ] | [ ] | at least 2 classes",
        "{ | [ | Array",
        "\"version\" : \" | \"version\" : \"f00 | its network is of version ",
      })
  void aFileThatSaysSomethingElseIsRefused(String from, String to, String reason)
      throws IOException {
    Path file = folder.resolve("a.classifier");
    lights().save(file);
    Path changed = folder.resolve("b.classifier");
    try (Archive archive = Archive.open(file, 1 << 20)) {
      String json = new String(archive.bytes("classifier.json", 9999), StandardCharsets.UTF_8);
      byte[] network = archive.bytes("network.zip", 1 << 20);
      byte[] other = json.replace(from, to == null ? "" : to).getBytes(StandardCharsets.UTF_8);
      Archive.write(
          changed,
          ImmutableMap.of(
              "classifier.json", out -> out.write(other),
              "network.zip", out -> out.write(network)));
    }
    assertThatExceptionOfType(GanException.class)
        .isThrownBy(() -> Classifier.load(changed))
        .withMessageStartingWith(changed + " is no classifier that can be used (")
        .withMessageContaining(reason)
        .withMessageEndingWith("): expected a file that gan train-classifier wrote, whole");
  }

  @Test
  void whatIsNoFileOrNoClassifierIsRefused() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(GanException.class)
        .isThrownBy(() -> Classifier.load(missing))
        .withMessage("there is no file " + missing + ": gan train-classifier makes one");
    Path text = Files.writeString(folder.resolve("text"), "text");
    assertThatExceptionOfType(GanException.class)
        .isThrownBy(() -> Classifier.load(text))
        .withMessageContaining("it is no whole zip archive");
    assertThatExceptionOfType(GanException.class)
        .isThrownBy(() -> lights().save(text.resolve("below")))
        .withMessageContaining("cannot be written");
  }
}

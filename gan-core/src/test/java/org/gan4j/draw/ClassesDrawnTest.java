package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.gan4j.OneHot;
import org.gan4j.Precision;
import org.gan4j.SampleShape;
import org.gan4j.SmallNetworks;
import org.gan4j.ValueRange;
import org.gan4j.file.Archive;
import org.gan4j.file.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Drawing with a generator that is asked for a class. */
class ClassesDrawnTest {
  private static final ImageShape SHAPE = ImageShape.gray(2, 2);
  private static final LatentSpace SPACE = new LatentSpace(Latents.NORMAL, 3, 2, 1);

  @TempDir private Path folder;

  private static TrainedGenerator trained() {
    return TrainedGenerator.of(
            Generator.of(
                SmallNetworks.chain(SmallNetworks.dense(6, SHAPE.size(), Activation.TANH)), SHAPE),
            SPACE)
        .withLabels(List.of("cat", "1"));
  }

  private static Discriminator besideClasses() {
    return beside(2, SampleShape.vector(2));
  }

  /** Takes something beside images that are rows here. */
  private static Discriminator beside(int values, SampleShape given) {
    return Discriminator.of(
        SmallNetworks.graph(
            builder ->
                builder
                    .addInputs("image", "class")
                    .addVertex("both", new MergeVertex(), "image", "class")
                    .addLayer(
                        "score",
                        SmallNetworks.dense(SHAPE.size() + values, 1, Activation.IDENTITY),
                        "both")
                    .setOutputs("score")),
        SampleShape.vector(SHAPE.size()),
        given);
  }

  private static INDArray rows(INDArray all, int from, int to) {
    return all.get(NDArrayIndex.interval(from, to)).dup('c');
  }

  @Test
  void imagesOfAClassAreThoseOfItsRows() {
    INDArray noise = trained().latents(7).sample(4);
    for (int label = 0; label < 2; label++) {
      INDArray latents = noise.dup();
      latents
          .get(NDArrayIndex.all(), NDArrayIndex.interval(3, 5))
          .assign(OneHot.of(new int[] {label, label, label, label}, 2));
      INDArray expected = trained().generator().generate(latents);
      assertThat(trained().generate(4, 7, label == 0 ? "cat" : "1")).isEqualTo(expected);
    }
    INDArray cats = trained().generate(4, 7, "0");
    INDArray others = trained().generate(4, 7, "1");
    assertThat(cats).isNotEqualTo(others).isEqualTo(trained().generate(4, 7, "cat"));
  }

  /** More than are drawn at a time, which is 256. */
  @Test
  void manyImagesOfAClassAreAllOfIt() {
    INDArray many = trained().generate(300, 7, "1");
    LatentSource ones = trained().latents(7, "1");
    Generator generator = trained().generator();
    assertThat(rows(many, 0, 256)).isEqualTo(generator.generate(ones.sample(256)));
    assertThat(rows(many, 256, 300)).isEqualTo(generator.generate(ones.sample(44)));
  }

  @Test
  void mixedClassesComeInTheOrderThatTheyAreAskedFor() {
    INDArray mixed = trained().generate(new int[] {1, 0, 0}, 7);
    assertThat(rows(mixed, 0, 1)).isEqualTo(rows(trained().generate(3, 7, "1"), 0, 1));
    assertThat(rows(mixed, 1, 3)).isEqualTo(rows(trained().generate(3, 7, "cat"), 1, 3));
    assertThat(trained().generate(new int[] {0, 1, 0}, 7)).isEqualTo(trained().generate(3, 7));
  }

  @Test
  void aNameThatIsANumberIsTheName() {
    TrainedGenerator swapped = trained().withLabels(List.of("1", "0"));
    assertThat(swapped.classOf("1")).isZero();
    assertThat(swapped.classOf("0")).isEqualTo(1);
    assertThat(trained().withLabels(List.of()).classOf("1")).isEqualTo(1);
    assertThat(swapped.latents(3, 1).sample(2)).isEqualTo(swapped.latents(3, "0").sample(2));
  }

  @Test
  void classesThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> trained().generate(1, 7, "dog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no class \"dog\"; there are: cat, 1");
    for (String number : List.of("2", "-1")) {
      assertThatThrownBy(() -> trained().generate(1, 7, number))
          .hasMessage("there is no class \"" + number + "\"; there are: cat, 1");
    }
    assertThatThrownBy(() -> trained().withLabels(List.of("one")))
        .hasMessage("the generator draws 2 classes, and 1 names are given: name each");
    TrainedGenerator plain =
        TrainedGenerator.of(trained().generator(), Latents.NORMAL).withLabels(List.of("a"));
    assertThatThrownBy(() -> plain.generate(1, 7, "a"))
        .hasMessageContaining("the generator draws no classes");
    assertThatThrownBy(
            () ->
                TrainedGenerator.of(
                    trained().generator(), new LatentSpace(Latents.NORMAL, 3, 2, 0)))
        .hasMessage("the generator takes latents of 6 values, not of 5");
  }

  @Test
  void classesAndADiscriminatorThatKnowsThemComeBackFromAFile() throws Exception {
    Path file = folder.resolve("a.gan");
    Discriminator judge = imagesBesideClasses();
    trained().withDiscriminator(judge).save(file);
    TrainedGenerator loaded = TrainedGenerator.load(file);

    assertThat(loaded.space()).isEqualTo(SPACE);
    assertThat(loaded.labels()).containsExactly("cat", "1");
    Precision.assertSameBits(loaded.generate(3, 5, "cat"), trained().generate(3, 5, "cat"));
    INDArray images = trained().generate(3, 5);
    INDArray classes = OneHot.of(new int[] {0, 1, 1}, 2);
    Precision.assertSameBits(
        loaded.discriminator().orElseThrow().score(images, classes), judge.score(images, classes));
    assertThat(info(file)).contains("\"version\" : 3"); // which older programs refuse
  }

  @Test
  void pointsOfCodesAloneAreKeptInAFileThatOlderProgramsRefuse() throws Exception {
    Path file = folder.resolve("codes.gan");
    LatentSpace codes = new LatentSpace(Latents.NORMAL, 4, 0, 2);
    Generator points =
        Generator.of(
            SmallNetworks.chain(SmallNetworks.dense(6, 2, Activation.IDENTITY)),
            SampleShape.vector(2));
    TrainedGenerator.of(points, codes).save(file);
    TrainedGenerator loaded = TrainedGenerator.load(file);
    assertThat(loaded.space()).isEqualTo(codes);
    assertThat(loaded.generator().valueRange()).isEqualTo(ValueRange.UNBOUNDED);
    assertThat(info(file)).contains("\"version\" : 3");
  }

  private static String info(Path file) throws IOException {
    try (Archive archive = Archive.open(file, 1 << 20)) {
      return new String(archive.bytes("artefact.json", 1 << 18), StandardCharsets.UTF_8);
    }
  }

  @Test
  void sharesOfTheClassesComeBackFromAFile() {
    Path file = folder.resolve("b.gan");
    LatentSpace uneven = SPACE.withShares(ImmutableDoubleArray.of(0.75, 0.25));
    TrainedGenerator.of(trained().generator(), uneven).save(file);
    TrainedGenerator loaded = TrainedGenerator.load(file);

    assertThat(loaded.space()).isEqualTo(uneven);
    int[] classes = OneHot.labels(uneven.classesOf(loaded.latents(5).sample(8)));
    assertThat(Arrays.stream(classes).filter(label -> label == 1)).hasSize(2);
  }

  /** It may be no class, and then cannot be guessed. */
  @Test
  void whatADiscriminatorIsGivenComesBackFromAFile() {
    Path file = folder.resolve("a.gan");
    for (SampleShape given : List.of(SampleShape.vector(5), SampleShape.vector(1))) {
      Discriminator judge = Discriminator.of(beside(given.size(), given).network(), SHAPE, given);
      trained().withDiscriminator(judge).save(file);
      Discriminator loaded = TrainedGenerator.load(file).discriminator().orElseThrow();
      assertThat(loaded.given()).isEqualTo(List.of(given));
      INDArray beside = Nd4j.ones(DataType.FLOAT, given.batch(3));
      INDArray images = trained().generate(3, 5);
      Precision.assertSameBits(loaded.score(images, beside), judge.score(images, beside));
    }
  }

  @Test
  void filesThatDoNotTellGiveTheClass() throws Exception {
    Path file = folder.resolve("a.gan");
    trained().withDiscriminator(imagesBesideClasses()).save(file);
    rewrite(file, "\"given\"", "\"taken\"");
    assertThatThrownBy(() -> TrainedGenerator.load(file))
        .hasMessageContaining("discriminator.given has to be a list of objects in braces");
    rewrite(file, "\"discriminator\"", "\"judge\"");
    assertThat(TrainedGenerator.load(file).discriminator().orElseThrow().given())
        .isEqualTo(List.of(SampleShape.vector(2)));
  }

  @Test
  void whatIsGivenIsBounded() throws Exception {
    Path file = folder.resolve("a.gan");
    trained().withDiscriminator(beside()).save(file);
    rewrite(file, "\"size\" : 5", "\"size\" : 2147483647");
    assertThatThrownBy(() -> TrainedGenerator.load(file))
        .hasMessageContaining("discriminator.given is of 2147483647 values, more than 16777216");
  }

  private static Discriminator beside() {
    SampleShape given = SampleShape.vector(5);
    return Discriminator.of(beside(5, given).network(), SHAPE, given);
  }

  private static void rewrite(Path file, String from, String to) throws IOException {
    Map<String, WholeFile.Content> parts = new LinkedHashMap<>();
    try (Archive archive = Archive.open(file, 1 << 20)) {
      for (String name : archive.names()) {
        byte[] bytes = archive.bytes(name, 1 << 20);
        parts.put(name, out -> out.write(name.endsWith(".json") ? in(bytes, from, to) : bytes));
      }
    }
    Archive.write(file, parts);
  }

  private static byte[] in(byte[] json, String from, String to) {
    String text = new String(json, StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private static Discriminator imagesBesideClasses() {
    return Discriminator.of(besideClasses().network(), SHAPE, SampleShape.vector(2));
  }

  @Test
  void bestOfAClassAreScoredAsOfThatClass() {
    Generator generator = trained().generator();
    Discriminator judge = imagesBesideClasses();
    INDArray all = trained().latents(9, "1").sample(20);
    double[] scores =
        NativeArrays.values(judge.score(generator.generate(all), SPACE.classesOf(all)));
    double best = Arrays.stream(scores).max().orElseThrow();
    try (BestSamples found =
        BestSamples.draw(generator, judge, SPACE, trained().latents(9, "1"), 2, 0.1)) {
      assertThat(found.scores().get(0)).isEqualTo(best);
      assertThat(SPACE.classesOf(found.latents()).getColumn(1).toDoubleVector()).containsOnly(1);
    }
  }

  @Test
  void walkOverSeveralClassesComesToEach() {
    INDArray stops =
        Nd4j.vstack(
            trained().latents(1, 0).sample(1),
            trained().latents(1, 1).sample(1),
            trained().latents(1, 0).sample(1));
    assertThat(SPACE.classesOf(Interpolation.walk(SPACE, stops, 3)).getColumn(1).toDoubleVector())
        .containsExactly(0, 0.5, 1, 0.5, 0);
  }

  @Test
  void walkFromClassToClassIsStraightInTheClassAndOnAnArcInTheNoise() {
    INDArray noise = trained().latents(1).sample(1);
    INDArray other = trained().latents(2).sample(1);
    INDArray stops = Nd4j.concat(0, noise, other);
    stops
        .get(NDArrayIndex.all(), NDArrayIndex.interval(3, 5))
        .assign(OneHot.of(new int[] {0, 1}, 2));
    INDArray walk = Interpolation.walk(SPACE, stops, 5);
    INDArray arc =
        Interpolation.walk(
            Latents.NORMAL, stops.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)).dup('c'), 5);

    assertThat(walk.shape()).containsExactly(5, 6);
    assertThat(SPACE.classesOf(walk).getColumn(1).toDoubleVector())
        .containsExactly(new double[] {0, 0.25, 0.5, 0.75, 1}, within(1e-7));
    assertThat(walk.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)).dup('c')).isEqualTo(arc);
    assertThat(walk.getDouble(1, 5))
        .isCloseTo(0.75 * stops.getDouble(0, 5) + 0.25 * stops.getDouble(1, 5), within(1e-6));
  }
}

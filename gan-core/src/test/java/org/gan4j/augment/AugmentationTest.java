package org.gan4j.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.Link;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.Precision;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AugmentationTest {
  private static final ImageShape GRAY = ImageShape.gray(3, 4);
  private static final double[] COUNTED = IntStream.rangeClosed(1, 12).asDoubleStream().toArray();

  private static Link link(Augmentation augmentation, ImageShape shape, double probability) {
    return augmentation.link(shape, ValueRange.SIGNED, probability, new SplittableRandom(8));
  }

  private static double[] altered(Change change, double... values) {
    double[] copy = values.clone();
    change.alter(copy, 0);
    return copy;
  }

  @Test
  void translationMovesWholePixelsAndWhatComesInIsBlack() {
    assertThat(altered(new Translation(GRAY, 1, -1, -9), COUNTED))
        .containsExactly(-9, -9, -9, -9, 2, 3, 4, -9, 6, 7, 8, -9);
    assertThat(altered(new Translation(GRAY, -2, 1, -9), COUNTED))
        .containsExactly(-9, 9, 10, 11, -9, -9, -9, -9, -9, -9, -9, -9);
    assertThat(altered(new Translation(GRAY, 0, 0, -9), COUNTED)).containsExactly(COUNTED);
  }

  @Test
  void cutoutIsBlackInEachChannel() {
    ImageShape two = new ImageShape(2, 2, 3);
    assertThat(altered(new Cutout(two, 0, 1, 1, 3, -9), COUNTED))
        .containsExactly(1, -9, -9, 4, 5, 6, 7, -9, -9, 10, 11, 12);
  }

  @Test
  void mirrorTurnsEachRowAround() {
    assertThat(altered(new Mirror(GRAY, true), COUNTED))
        .containsExactly(4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9);
    assertThat(altered(new Mirror(GRAY, false), COUNTED)).containsExactly(COUNTED);
  }

  /** Two pixels of two channels: (1, 3) and (5, 11), to which 1 is added: (2, 4) and (6, 12). */
  @Test
  void colorsAreThoseOfAHandComputation() {
    // Means of the pixels 3 and 9 after brightness 1: (2, 4) -> (1, 5), (6, 12) -> (3, 15).
    assertThat(altered(new Color(2, 2, 1, 2, 1), 1, 5, 3, 11)).containsExactly(1, 3, 5, 15);
    // The mean of the picture is 6, and all is half as far from it.
    assertThat(altered(new Color(2, 2, 1, 1, 0.5), 1, 5, 3, 11)).containsExactly(4, 6, 5, 9);
  }

  static Stream<Arguments> adjoints() {
    return Stream.of(Alteration.values())
        .flatMap(
            alteration ->
                Stream.of(ImageShape.rgb(9, 6), ImageShape.gray(5, 16), ImageShape.gray(1, 1))
                    .map(shape -> Arguments.of(Augmentation.of(alteration), shape)));
  }

  /** A dot product of the altered, less what black or dark pixels become, with anything. */
  @ParameterizedTest
  @MethodSource("adjoints")
  void wayBackIsTheAdjointOfTheLinearPart(Augmentation augmentation, ImageShape shape) {
    INDArray x = Networks.normal(1, shape.batch(20));
    INDArray y = Networks.normal(2, shape.batch(20));
    Pass pass = link(augmentation, shape, 1).forward(x);
    INDArray constant = pass.at(Nd4j.zeros(DataType.DOUBLE, shape.batch(20))).output();

    double there = pass.output().sub(constant).mul(y).sumNumber().doubleValue();
    double back = pass.inputGradients(y).get(0).mul(x).sumNumber().doubleValue();

    assertThat(back).isCloseTo(there, within(1e-12 * x.length()));
    if (shape.size() > 1 || augmentation.equals(Augmentation.of(Alteration.COLOR))) {
      assertThat(pass.output()).isNotEqualTo(x);
    }
  }

  @Test
  void allTogetherHaveTheAdjointOfAllTogether() {
    ImageShape shape = ImageShape.rgb(8, 8);
    INDArray x = Networks.normal(1, shape.batch(20));
    INDArray y = Networks.normal(2, shape.batch(20));
    Pass pass = link(Augmentation.of(Alteration.values()), shape, 1).forward(x);
    INDArray constant = pass.at(Nd4j.zeros(DataType.DOUBLE, shape.batch(20))).output();
    assertThat(pass.inputGradients(y).get(0).mul(x).sumNumber().doubleValue())
        .isCloseTo(
            pass.output().sub(constant).mul(y).sumNumber().doubleValue(), within(1e-12 * 3840));
  }

  @ParameterizedTest
  @EnumSource
  void eachImageIsAlteredByItselfAndAfresh(Alteration alteration) {
    ImageShape shape = ImageShape.gray(28, 28);
    INDArray one = Networks.normal(1, shape.batch(1));
    INDArray same = Nd4j.concat(0, Stream.generate(() -> one).limit(40).toArray(INDArray[]::new));
    Link link = link(Augmentation.of(alteration), shape, 1);
    List<INDArray> all = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      INDArray made = link.forward(same).output();
      for (int i = 0; i < 40; i++) {
        all.add(made.slice(i).dup());
      }
    }
    Set<List<Double>> different = new HashSet<>();
    all.forEach(
        image ->
            different.add(DoubleList.of(image.dup('c').reshape(shape.size()).toDoubleVector())));
    assertThat(different).hasSizeGreaterThan(alteration == Alteration.MIRROR ? 1 : 40);
  }

  /** Equality of pixels, not of arrays. */
  private static final class DoubleList {
    static List<Double> of(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }

  @Test
  void drawsReachAsFarAsThePaperSays() {
    ImageShape shape = ImageShape.gray(16, 8);
    SplittableRandom random = new SplittableRandom(4);
    Set<Integer> down = new HashSet<>();
    Set<Integer> right = new HashSet<>();
    Set<Integer> tops = new HashSet<>();
    Set<Integer> bottoms = new HashSet<>();
    Set<Integer> odd = new HashSet<>();
    double brightest = 0;
    for (int i = 0; i < 1000; i++) {
      Translation moved = Translation.draw(random, shape, ValueRange.UNIT);
      down.add(moved.down());
      right.add(moved.right());
      Cutout cut = Cutout.draw(random, shape, ValueRange.UNIT);
      tops.add(cut.top());
      bottoms.add(cut.bottom());
      odd.add(Cutout.draw(random, ImageShape.gray(5, 5), ValueRange.UNIT).left());
      Color color = Color.draw(random, shape, ValueRange.UNIT);
      brightest = Math.max(brightest, Math.abs(color.brightness()));
      assertThat(color.saturation()).isBetween(0.0, 2.0);
      assertThat(color.contrast()).isBetween(0.5, 1.5);
    }
    assertThat(down).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
    assertThat(right).containsExactlyInAnyOrder(-1, 0, 1);
    // The middle is anywhere from edge to edge, so that half of the 8 rows are there at least.
    assertThat(tops).containsAll(List.of(0, 1, 11, 12)).allMatch(top -> top >= 0 && top <= 12);
    assertThat(bottoms).containsAll(List.of(4, 5, 15, 16)).allMatch(end -> end >= 4 && end <= 16);
    assertThat(odd).containsExactlyInAnyOrder(0, 1, 2, 3); // 3 of 5 columns around each of them
    assertThat(brightest).isBetween(0.24, 0.25);
  }

  @Test
  void probabilityIsThatOfEachAlterationOfEachImage() {
    ImageShape shape = ImageShape.gray(2, 2);
    INDArray images = Networks.normal(1, shape.batch(2000));
    Link link = link(Augmentation.of(Alteration.COLOR), shape, 0.3);
    INDArray made = link.forward(images).output();
    long changed =
        IntStream.range(0, 2000).filter(i -> !made.slice(i).equals(images.slice(i))).count();
    assertThat(changed).isBetween(500L, 700L); // 600, deviation 20
    INDArray none = link(Augmentation.of(Alteration.values()), shape, 0).forward(images).output();
    Precision.assertSameBits(none, images);
  }

  @Test
  void singlePrecisionStaysAndIsRoundedOnce() {
    ImageShape shape = ImageShape.rgb(8, 8);
    INDArray images = Networks.normal(1, shape.batch(5));
    INDArray single = images.castTo(DataType.FLOAT);
    Augmentation all = Augmentation.of(Alteration.values());
    INDArray made = link(all, shape, 1).forward(single).output();
    assertThat(made.dataType()).isEqualTo(DataType.FLOAT);
    INDArray exact = link(all, shape, 1).forward(single.castTo(DataType.DOUBLE)).output();
    Precision.assertSameBits(made, exact.castTo(DataType.FLOAT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "color,translation,cutout",
        "mirror",
        "ada:color,cutout",
        "ada:translation:100000"
      })
  void textIsReadAsItIsWritten(String text) {
    assertThat(Augmentation.parse(text)).hasToString(text);
  }

  @Test
  void orderIsThatInWhichTheyAreMade() {
    assertThat(Augmentation.parse("cutout,color"))
        .isEqualTo(Augmentation.of(Alteration.COLOR, Alteration.CUTOUT));
    assertThat(Augmentation.parse("ada:cutout:500000"))
        .isEqualTo(Augmentation.of(Alteration.CUTOUT).adaptive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour|\"colour\" is no augmentation: write what is done",
        "''|\"\" is no augmentation",
        "color,|\"\" is no augmentation",
        "ada|\"ada\" is no augmentation",
        "ada:|\"\" is no augmentation",
        "adda:color|\"adda:color\" is no augmentation",
        "ada:color:many|\"ada:color:many\" is no augmentation",
        "ada:color:1:2|\"ada:color:1:2\" is no augmentation",
        "ada:color:0|the probability of an alteration grows in 1 image or more, not 0",
        "color,color|each alteration of images is made once at most, not as in color,color"
      })
  void whatIsNoAugmentationIsRefused(String text, String message) {
    assertThatThrownBy(() -> Augmentation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void nothingCannotBeAdapted() {
    assertThatThrownBy(Augmentation.NONE::adaptive)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs something that is done to images");
  }
}

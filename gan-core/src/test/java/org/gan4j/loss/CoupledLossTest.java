package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Losses of real and generated images by one another. */
class CoupledLossTest {
  static final List<String> NAMES = RelativisticReference.NAMES;

  private final INDArray real = Networks.normal(1, 7, 1).muli(2);
  private final INDArray fake = Networks.normal(2, 7, 1).muli(2).subi(0.3);

  private static CoupledLoss loss(String name) {
    return (CoupledLoss) Losses.named(name);
  }

  private static INDArray scores(double... scores) {
    return Nd4j.create(scores, new long[] {scores.length, 1}, DataType.DOUBLE);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void valuesAreThoseOfThePapersAndGradientsTheirSlopesAtBoth(String name) {
    CoupledLoss loss = loss(name);
    try (CoupledLoss.OfBoth ofBoth = loss.discriminator(real, fake);
        ScoreLoss ofGenerator = loss.generator(fake, real)) {
      assertThat(ofBoth.value())
          .isCloseTo(RelativisticReference.value(name, real, fake), within(1e-12));
      assertThat(ofGenerator.value())
          .isCloseTo(RelativisticReference.value(name, fake, real), within(1e-12));
      Gradients.assertAgree(
          ofBoth.atReal(),
          Gradients.numerical(real, () -> RelativisticReference.value(name, real, fake)));
      Gradients.assertAgree(
          ofBoth.atFake(),
          Gradients.numerical(fake, () -> RelativisticReference.value(name, real, fake)));
      Gradients.assertAgree(
          ofGenerator.gradient(),
          Gradients.numerical(fake, () -> RelativisticReference.value(name, fake, real)));
    }
  }

  /** Scores that are shifted by a power of two differ by the same bits as before. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void numberThatIsAddedToAllScoresChangesNothing(String name) {
    CoupledLoss loss = loss(name);
    INDArray r = scores(0.5, -1.25, 2, 0.125);
    INDArray f = scores(-0.75, 1, 0.25, -2);
    CoupledLoss.OfBoth here = loss.discriminator(r, f);
    CoupledLoss.OfBoth there = loss.discriminator(r.add(1024), f.add(1024));
    assertThat(there.value()).isCloseTo(here.value(), within(1e-12));
    assertThat(there.atReal().sub(here.atReal()).amaxNumber().doubleValue()).isLessThan(1e-12);
    assertThat(there.atFake().sub(here.atFake()).amaxNumber().doubleValue()).isLessThan(1e-12);
    assertThat(here.atReal().sumNumber().doubleValue() + here.atFake().sumNumber().doubleValue())
        .isCloseTo(0, within(1e-12));
    assertThat(here.atReal().amaxNumber().doubleValue()).isGreaterThan(0.01);
    assertThat(loss.generator(f.add(1024), r.add(1024)).value())
        .isCloseTo(loss.generator(f, r).value(), within(1e-12));
  }

  @Test
  void equalScoresAreWorthTheLogarithmOfTwoAndPushEachSideByHalfAShare() {
    INDArray same = scores(3, 3, 3, 3, 3);
    for (CoupledLoss loss : List.of(Losses.relativistic(), Losses.relativisticAverage())) {
      CoupledLoss.OfBoth ofBoth = loss.discriminator(same, same);
      assertThat(ofBoth.value()).isCloseTo(Math.log(2), within(1e-15));
      assertEach(ofBoth.atReal(), -0.5 / 5);
      assertEach(ofBoth.atFake(), 0.5 / 5);
      assertThat(loss.generator(same, same).value()).isCloseTo(Math.log(2), within(1e-15));
      assertEach(loss.generator(same, same).gradient(), -0.5 / 5);
    }
    CoupledLoss.OfBoth squares = Losses.relativisticAverageLeastSquares().discriminator(same, same);
    assertThat(squares.value()).isCloseTo(1, within(1e-15));
    assertEach(squares.atReal(), -2.0 / 5);
    CoupledLoss.OfBoth hinge = Losses.relativisticHinge().discriminator(same, same);
    assertThat(hinge.value()).isCloseTo(1, within(1e-15));
    assertEach(hinge.atFake(), 1.0 / 5);
  }

  private static void assertEach(INDArray gradient, double value) {
    assertThat(gradient.dup().data().asDouble()).containsOnly(new double[] {value}, within(1e-15));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void pairsAreComparedByPairedLossesAlone(String name) {
    double before = loss(name).discriminator(real, fake).value();
    double turned = loss(name).discriminator(real, Nd4j.reverse(fake.dup())).value();
    if (name.contains("average")) {
      assertThat(turned).isCloseTo(before, within(1e-12));
    } else {
      assertThat(Math.abs(turned - before)).isGreaterThan(1e-3);
    }
  }

  @Test
  void logisticOnesStayFiniteFarOut() {
    for (CoupledLoss loss : List.of(Losses.relativistic(), Losses.relativisticAverage())) {
      CoupledLoss.OfBoth wrong = loss.discriminator(scores(-1e6, -1e6), scores(1e6, 1e6));
      assertThat(wrong.value()).isEqualTo(2e6);
      assertEach(wrong.atReal(), -0.5);
      CoupledLoss.OfBoth right = loss.discriminator(scores(1e6, 1e6), scores(-1e6, -1e6));
      assertThat(right.value()).isZero();
      assertEach(right.atFake(), 0);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void gradientsHaveTypesAndShapesOfTheScoresWhichStayAsTheyAre(String name) {
    INDArray r = Networks.normal(1, 2, 1, 2, 2).castTo(DataType.FLOAT);
    INDArray f = Networks.normal(2, 2, 1, 2, 2).castTo(DataType.FLOAT);
    INDArray before = r.dup();
    CoupledLoss.OfBoth patches = loss(name).discriminator(r, f);
    CoupledLoss.OfBoth column = loss(name).discriminator(r.reshape(8, 1), f.reshape(8, 1));

    assertThat(r).isEqualTo(before);
    assertThat(patches.atReal().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(patches.atFake().shape()).containsExactly(2, 1, 2, 2);
    assertThat(patches.value()).isEqualTo(column.value());
    assertThat(patches.atFake().reshape(8, 1)).isEqualTo(column.atFake());
  }

  /** Of the real ones at 2 and 0 one is above the other kind, which has a mean of 0. */
  @Test
  void judgementsAreOfOneKindBesideTheOther() {
    INDArray r = scores(2, 0);
    INDArray f = scores(-1, 1);
    assertThat(Losses.relativistic().meanJudgement(r, f))
        .isCloseTo((sigmoid(3) + sigmoid(-1)) / 2, within(1e-15));
    assertThat(Losses.relativistic().meanJudgement(f, r))
        .isCloseTo((sigmoid(-3) + sigmoid(1)) / 2, within(1e-15));
    assertThat(Losses.relativisticAverage().meanJudgement(r, f))
        .isCloseTo((sigmoid(2) + sigmoid(0)) / 2, within(1e-15));
    assertThat(Losses.relativisticHinge().meanJudgement(r, f)).isEqualTo(1);
    assertThat(Losses.relativisticAverageLeastSquares().meanJudgement(f, r)).isEqualTo(-1);
  }

  private static double sigmoid(double s) {
    return 1 / (1 + Math.exp(-s));
  }

  @Test
  void pairsOfUnequalNumbersAreRefusedAndAveragesAreNot() {
    INDArray two = scores(1, 2);
    assertThatThrownBy(() -> Losses.relativistic().discriminator(real, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 scores beside 2")
        .hasMessageContaining("relativistic-average");
    assertThatThrownBy(() -> Losses.relativisticHinge().meanJudgement(two, real))
        .isInstanceOf(IllegalArgumentException.class);
    CoupledLoss average = Losses.relativisticAverage();
    assertThat(average.discriminator(real, two).value())
        .isCloseTo(average.discriminator(real, scores(2, 1)).value(), within(1e-12));
    Gradients.assertAgree(
        average.discriminator(real, two).atFake(),
        Gradients.numerical(two, () -> average.discriminator(real, two).value()));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void whatNeedsOneKindAloneIsRefusedInWords(String name) {
    CoupledLoss loss = loss(name);
    assertThatThrownBy(() -> loss.real(real))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("discriminator(onReal, onFake)");
    assertThatThrownBy(() -> loss.fake(real)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> loss.generator(real))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> loss.smoothed(0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no label smoothing: use none");
    assertThatThrownBy(() -> new NamedLoss(name, 0, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no label noise: use none");
    assertThat(NamedLoss.of(loss)).contains(new NamedLoss(name, 0, 0));
  }
}

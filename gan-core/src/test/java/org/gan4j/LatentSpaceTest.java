package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LatentSpaceTest {
  private static final LatentSpace SPACE = new LatentSpace(Latents.NORMAL, 4, 3, 2);

  private static INDArray columns(INDArray rows, int from, int to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  private static int[] classes(INDArray rows) {
    return columns(rows, 4, 7).argMax(1).toIntVector();
  }

  @Test
  void plainLatentsAreThoseOfTheirKind() {
    assertThat(LatentSpace.of(Latents.UNIFORM, 5).source(9).sample(6))
        .isEqualTo(Latents.UNIFORM.source(5, 9).sample(6));
  }

  @Test
  void classesComeInTurnAlsoFromOneCallToTheNext() {
    LatentSource source = SPACE.source(9);
    assertThat(source.size()).isEqualTo(9);
    assertThat(classes(source.sample(4))).containsExactly(0, 1, 2, 0);
    assertThat(classes(source.sample(3))).containsExactly(1, 2, 0);
    assertThat(classes(SPACE.source(9, 2, 0).sample(3))).containsExactly(2, 0, 2);
  }

  @Test
  void classesAreDrawnAsOftenAsTheirSharesSayInAnyPartOfTheStream() {
    double[] shares = {0.5, 0.2, 0.3};
    LatentSource source = SPACE.withShares(ImmutableDoubleArray.copyOf(shares)).source(9);
    int[] drawn = new int[3];
    for (int count = 1; count <= 2500; count++) {
      drawn[classes(source.sample(1))[0]]++;
      for (int label = 0; label < 3; label++) {
        assertThat(drawn[label]).isCloseTo((int) Math.round(count * shares[label]), within(2));
      }
    }
    assertThat(drawn).containsExactly(1250, 500, 750);
  }

  @Test
  void evenSharesAreClassesInTurn() {
    ImmutableDoubleArray even = ImmutableDoubleArray.of(1 / 3.0, 1 / 3.0, 1 / 3.0);
    assertThat(SPACE.withShares(even).source(9).sample(9)).isEqualTo(SPACE.source(9).sample(9));
  }

  @Test
  void sharesThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.withShares(ImmutableDoubleArray.of(0.5, 0.5)))
        .withMessage("there are 2 shares for 3 classes: each needs one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.withShares(ImmutableDoubleArray.of(0.5, 0.5, 0.1)))
        .withMessageContaining("add up to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.withShares(ImmutableDoubleArray.of(1.5, -0.5, 0)))
        .withMessageContaining("0 to 1");
  }

  @Test
  void noiseAndCodesAreTheSameWhicheverTheClassesAre() {
    INDArray all = SPACE.source(9).sample(5);
    INDArray twos = SPACE.source(9, 2).sample(5);
    assertThat(columns(all, 0, 4)).isEqualTo(Latents.NORMAL.source(4, 9).sample(5));
    assertThat(columns(twos, 0, 4)).isEqualTo(columns(all, 0, 4));
    assertThat(columns(twos, 7, 9)).isEqualTo(columns(all, 7, 9));
    assertThat(columns(all, 4, 7).sum(1).toDoubleVector()).containsOnly(1);
    assertThat(classes(twos)).containsOnly(2);
  }

  /** Of 200 values of either code about 50 lie beyond each half. */
  @Test
  void codesLieBetweenTheirBoundsAndAreNeitherTheNoiseNorThoseOfAnotherSeed() {
    LatentSpace space = new LatentSpace(Latents.UNIFORM, 2, 0, 2);
    INDArray all = space.source(9).sample(200);
    INDArray codes = columns(all, 2, 4);
    assertThat(all.size(1)).isEqualTo(4);
    for (int i = 0; i < 2; i++) {
      assertThat(codes.getColumn(i).minNumber().doubleValue()).isBetween(-1.0, -0.5);
      assertThat(codes.getColumn(i).maxNumber().doubleValue()).isBetween(0.5, 1.0);
    }
    assertThat(codes).isNotEqualTo(columns(all, 0, 2));
    assertThat(codes).isNotEqualTo(columns(space.source(10).sample(200), 2, 4));
  }

  @Test
  void classesAreThoseOfTheirColumns() {
    INDArray latents = SPACE.source(9, 2, 1).sample(2);
    assertThat(SPACE.classesOf(latents)).isEqualTo(OneHot.of(new int[] {2, 1}, 3));
    assertThat(OneHot.labels(SPACE.classesOf(latents))).containsExactly(2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.classesOf(columns(latents, 0, 8)))
        .withMessage("latents have 9 values each; these are of the shape [2, 8]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatentSpace.of(Latents.NORMAL, 9).classesOf(latents))
        .withMessage("latents of noise alone have no classes");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.source(1, 3))
        .withMessage("there is no class 3; of 3 classes the last is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPACE.source(1, new int[0]))
        .withMessageContaining("name at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatentSpace.of(Latents.NORMAL, 4).source(1, 0))
        .withMessageContaining("no classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatentSpace(Latents.NORMAL, 0, 3, 0))
        .withMessageContaining("at least one value of noise");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneHot.of(IntStream.of(0, 3).toArray(), 3))
        .withMessageContaining("there is no class 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneHot.of(IntStream.of(0, -1).toArray(), 3))
        .withMessage("there is no class -1; of 3 classes the last is 2");
  }
}

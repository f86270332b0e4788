package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gan4j.guard.LostClassGuard;
import org.gan4j.guard.Warning;
import org.gan4j.metrics.ConditionalMeasures;
import org.gan4j.metrics.ConditionalMeasures.OfClass;
import org.gan4j.metrics.DensityCoverage;
import org.gan4j.metrics.KernelDistance;
import org.gan4j.metrics.Measures;
import org.gan4j.metrics.Origin;
import org.gan4j.metrics.PrecisionRecall;
import org.junit.jupiter.api.Test;

class ClassWatchTest {
  private final List<Warning> warnings = new ArrayList<>();

  private ClassWatch watch(int drawnOfEach) {
    return new ClassWatch(new LostClassGuard(List.of("cat", "dog"), warnings::add), drawnOfEach);
  }

  /** Of 50 images of each class so many were found. */
  private static Measures measures(int... found) {
    return measures(
        Optional.of(
            new ConditionalMeasures(
                IntStream.of(found)
                    .mapToObj(
                        right -> new OfClass(50, 50, OptionalInt.of(right), OptionalDouble.empty()))
                    .toList())));
  }

  private static Measures measures(Optional<ConditionalMeasures> conditional) {
    return new Measures(
        new Origin("made up", "1", 1, 100, 100),
        0,
        new KernelDistance(0, 0),
        new PrecisionRecall(1, 1),
        new DensityCoverage(1, 1),
        0,
        Optional.empty(),
        conditional);
  }

  @Test
  void guardSeesTheAccuracyOfEachClass() {
    ClassWatch watch = watch(50);
    watch.look(1000, measures(45, 45));
    watch.look(2000, measures(45, 5));
    watch.look(3000, measures(45, 5));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).message())
        .contains("10.0 % of class dog (it had been 90.0 %) for what was asked for, and 90.0 %");
  }

  @Test
  void whereNothingIsKnownNothingIsSaid() {
    watch(50).look(1000, measures(Optional.empty()));
    OfClass unknown = new OfClass(50, 50, OptionalInt.empty(), OptionalDouble.of(1));
    watch(50).look(1000, measures(Optional.of(new ConditionalMeasures(List.of(unknown, unknown)))));
    watch(0).look(1000, measures(45, 5));
    assertThat(warnings).isEmpty();
  }
}

package org.gan4j.cli;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.gan4j.guard.LostClassGuard;
import org.gan4j.guard.Warning;
import org.gan4j.metrics.ConditionalMeasures.OfClass;
import org.gan4j.metrics.Measures;

/**
 * Shows a guard of classes what was measured of them.
 *
 * @param guard of the classes
 * @param drawnOfEach how many images of each class there are at least
 */
record ClassWatch(LostClassGuard guard, int drawnOfEach) {
  ClassWatch(JudgedClasses judged, Consumer<Warning> warnings) {
    this(new LostClassGuard(judged.names(), warnings), judged.drawnOfEach());
  }

  /** Without a classifier, or an image of each class, there is nothing to be seen. */
  void look(long step, Measures measures) {
    double[] accuracies =
        measures.conditional().stream()
            .flatMap(classes -> classes.each().stream())
            .map(OfClass::accuracy)
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    if (drawnOfEach > 0 && accuracies.length > 0) {
      guard.look(step, drawnOfEach, accuracies);
    }
  }
}

package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

class CurveTest {
  private final Curve curve = new Curve();

  private ObjectNode json(int most) {
    ObjectNode object = JsonText.object();
    curve.writeTo(object, most);
    return object;
  }

  @Test
  void fewPointsAreAllThere() {
    for (int step = 1; step <= 20; step++) {
      curve.add(step, -step);
    }

    assertThat(json(20).path("steps")).hasSize(20);
    assertThat(json(20).path("values").path(19).asDouble()).isEqualTo(-20);
    assertThat(json(20).path("points").asInt()).isEqualTo(20);
  }

  @Test
  void ofManyTheExtremesAndBothEndsAreKept() {
    for (int step = 0; step < 10_000; step++) {
      curve.add(step, step == 4_321 ? 9 : step == 7_777 ? -9 : step == 8_888 ? Double.NaN : 0.5);
    }

    ObjectNode thin = json(100);

    assertThat(thin.path("steps")).hasSizeLessThanOrEqualTo(100);
    assertThat(thin.path("steps"))
        .extracting(step -> step.asInt())
        .contains(0, 4_321, 7_777, 8_888, 9_999)
        .isSorted();
    assertThat(thin.path("values")).extracting(value -> value.asText()).contains("9.0", "NaN");
    assertThat(thin.path("points").asInt()).isEqualTo(10_000);
  }

  @Test
  void goingBackTakesLaterPointsAway() {
    curve.add(10, 1);
    curve.add(20, 2);
    curve.add(30, 3);
    curve.goBackBefore(20);
    curve.add(20, 4);

    assertThat(json(10)).hasToString("{\"steps\":[10,20],\"values\":[1.0,4.0],\"points\":2}");
  }
}

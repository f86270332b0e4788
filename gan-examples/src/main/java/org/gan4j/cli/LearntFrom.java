package org.gan4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.metrics.Spread;

/**
 * What classifiers know of real test images after they have learnt from others.
 *
 * @param images "generated" or "real"
 * @param count how many images each has learnt from
 * @param test how many it was tested with
 * @param accuracy over all of them
 */
record LearntFrom(String images, int count, int test, Spread accuracy) {
  String sentence() {
    return "A classifier that has learnt from %s %s images takes %s of %s real test images for what they are."
        .formatted(
            EvaluationReport.count(count),
            images,
            EvaluationReport.cell(accuracy),
            EvaluationReport.count(test));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", images);
    json.put("images", count);
    json.put("testImages", test);
    json.put("accuracy", EvaluationReport.spreadOf(accuracy));
    return json;
  }
}

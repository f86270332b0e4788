package org.gan4j.listener;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.gan4j.GanException;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;

/**
 * Appends one line of JSON each time: {@code step}, {@code images} (real images seen), the numbers
 * of {@link StepResult} by their names, and {@code images_per_second} (real images since the line
 * before). A number that is not finite is written as the string {@code "NaN"}, {@code "Infinity"}
 * or {@code "-Infinity"}. After a guard has gone back, lines begin again at a smaller step: the
 * later line counts. For use with {@link Every#every}.
 */
public final class MetricsLog implements RunListener {
  private final JsonLines log;
  private final Function<Run, Map<String, Double>> more;
  private Throughput throughput = new Throughput(0);

  private MetricsLog(JsonLines log, Function<Run, Map<String, Double>> more) {
    this.log = log;
    this.more = more;
  }

  /**
   * {@return a log that appends to a file}
   *
   * @param file made if it is not there; its folder has to exist
   */
  public static MetricsLog to(Path file) {
    return new MetricsLog(new JsonLines(file), run -> Map.of());
  }

  /**
   * {@return this log with more numbers in each line, behind those of the step, in place of any
   * that were asked for before}
   *
   * @param numbers of a run after a step, by names that are no others'; for example {@code
   *     scheduledRates::rates}
   */
  public MetricsLog with(Function<Run, Map<String, Double>> numbers) {
    return new MetricsLog(log, numbers);
  }

  /**
   * Begins to measure images per second.
   *
   * @param run that starts
   */
  @Override
  public void onStart(Run run) {
    throughput = new Throughput(run.imagesSeen());
  }

  @Override
  public void onTakenBack(Run run) {
    onStart(run);
  }

  /**
   * Appends a line.
   *
   * @param run that has a result
   * @throws GanException if the line cannot be written
   */
  @Override
  public void onStep(Run run) {
    StepResult result = run.result().orElseThrow();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", result.step());
    line.put("images", result.imagesSeen());
    line.putAll(result.numbers());
    line.putAll(more.apply(run));
    line.put("images_per_second", throughput.perSecond(result.imagesSeen()));
    log.append(line);
  }
}

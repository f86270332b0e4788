package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Locale;
import org.gan4j.listener.Throughput;
import org.gan4j.train.Run;
import org.gan4j.train.StepResult;

/** Says in words how a run goes on. */
final class ProgressText {
  /** The words of papers for what is a probability. */
  private static final ImmutableMap<String, String> JUDGEMENTS =
      ImmutableMap.of("d_real", "D(x)", "d_fake", "D(G(z))");

  private Throughput throughput;
  private final long begin = System.nanoTime();
  private final long firstStep;
  private final long lastStep;

  /** Begins to measure now. */
  ProgressText(Run run) {
    this.firstStep = run.trainer().steps();
    this.lastStep = run.lastStep();
    this.throughput = new Throughput(run.imagesSeen());
  }

  /** Measures images per second from where a run was taken back to. */
  void takenBack(Run run) {
    throughput = new Throughput(run.imagesSeen());
  }

  /** Returns losses, judgements, and images per second since the last call. */
  String numbers(StepResult result) {
    return losses(result)
        + judgements(result)
        + String.format(Locale.ROOT, "%.0f images/s", throughput.perSecond(result.imagesSeen()));
  }

  private static String losses(StepResult result) {
    return result.numbers().entrySet().stream()
        .filter(number -> !JUDGEMENTS.containsKey(number.getKey()))
        .map(number -> String.format(Locale.ROOT, "%s %.3f  ", number.getKey(), number.getValue()))
        .collect(joining());
  }

  private static String judgements(StepResult result) {
    return JUDGEMENTS.entrySet().stream()
        .filter(name -> result.number(name.getKey()).isPresent())
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f  ",
                    name.getValue(),
                    result.number(name.getKey()).orElseThrow()))
        .collect(joining());
  }

  /** Returns the time left or, after the last step, taken. */
  String time(StepResult result) {
    return result.step() == lastStep
        ? "in " + words(elapsed())
        : words(left(result.step())) + " left";
  }

  private Duration left(long step) {
    double perStep = (System.nanoTime() - begin) / (double) Math.max(1, step - firstStep);
    return Duration.ofNanos((long) (perStep * (lastStep - step)));
  }

  /** Returns the time since the beginning. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Returns for example {@code 45s}, {@code 1m 05s}, {@code 2h 03m}. */
  static String words(Duration time) {
    long seconds = time.plusMillis(500).toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
  }
}

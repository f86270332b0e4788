package org.gan4j.cli;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Locale;
import org.gan4j.listener.Throughput;
import org.gan4j.train.Run;
import org.gan4j.train.StepResult;

/** Says in words how a run goes on. */
final class ProgressText {
  /** The words of papers for what is a probability. */
  private static final ImmutableMap<String, String> SHORT =
      ImmutableMap.of("d_real", "D(x)", "d_fake", "D(G(z))");

  private final Throughput throughput;
  private final long begin = System.nanoTime();
  private final long firstStep;
  private final long lastStep;

  /** Begins to measure now. */
  ProgressText(Run run) {
    this.firstStep = run.trainer().steps();
    this.lastStep = run.lastStep();
    this.throughput = new Throughput(run.imagesSeen());
  }

  /** Returns losses, judgements, and images per second since the last call. */
  String numbers(StepResult result) {
    StringBuilder text = new StringBuilder();
    result
        .numbers()
        .forEach(
            (name, number) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        SHORT.containsKey(name) ? "%s %.2f  " : "%s %.3f  ",
                        SHORT.getOrDefault(name, name),
                        number)));
    return String.format(
        Locale.ROOT, "%s%.0f images/s", text, throughput.perSecond(result.imagesSeen()));
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

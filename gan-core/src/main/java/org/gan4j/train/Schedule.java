package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a number changes over a training: which share of it is used in each step. It may rise in a
 * straight line over the first steps, and fall from some step on to the last one. Of the step after
 * {@code made} others, of {@code steps} in all, the share is the product of
 *
 * <pre>{@code
 * min(1, (made + 1) / warmUp)                     warm-up
 * to + (1 - to) * left                            falls in a straight line
 * to + (1 - to) * (1 - cos(pi * left)) / 2        falls as half a cosine
 * left = min(1, (steps - made) / (steps - begin)),  begin = from * steps, rounded
 * }</pre>
 *
 * <p>The cosine is that of Loshchilov and Hutter 2017, "SGDR", arXiv:1608.03983, without restarts.
 *
 * @param warmUp how many steps it rises over, 0 for none
 * @param fall how it falls
 * @param from the share of the steps, from 0 to below 1, after which it begins to fall
 * @param to which share is left at the end, from 0 to below 1
 */
public record Schedule(long warmUp, Fall fall, double from, double to) {
  /** The same in every step. */
  public static final Schedule CONSTANT = new Schedule(0, Fall.NONE, 0, 0);

  private static final String WARM_UP = "warm-up";
  private static final String FORM =
      "\"%s\" is no schedule: write constant, linear, linear:0.4 to begin after 40 %% of the steps,"
          + " linear:0.4:0.1 to end at a tenth, cosine in the same ways, warm-up:500, or"
          + " warm-up:500,cosine";

  /** How a number falls. */
  public enum Fall {
    /** Not at all. */
    NONE {
      @Override
      double share(double left) {
        return 1;
      }
    },
    /** In a straight line. */
    LINEAR {
      @Override
      double share(double left) {
        return left;
      }
    },
    /** As half a period of the cosine: slowly, then fast, then slowly. */
    COSINE {
      @Override
      double share(double left) {
        return (1 - StrictMath.cos(Math.PI * left)) / 2; // strict: the same bits everywhere
      }
    };

    abstract double share(double left);

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the numbers.
   *
   * @param warmUp at least 0
   * @param fall any
   * @param from from 0 to below 1
   * @param to from 0 to below 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Schedule {
    requireNonNull(fall, "fall");
    checkArgument(warmUp >= 0, "a warm-up has 0 steps or more, not %s", warmUp);
    checkArgument(
        from >= 0 && from < 1,
        "what falls does so after a share of the steps that is from 0 to below 1, not %s",
        from);
    checkArgument(to >= 0 && to < 1, "what falls ends at a share from 0 to below 1, not at %s", to);
    if (fall == Fall.NONE) { // so that what is the same is equal
      from = 0;
      to = 0;
    }
  }

  /**
   * {@return a straight line to 0 at the end}
   *
   * @param from the share of the steps, from 0 to below 1, that are made before
   * @throws IllegalArgumentException if it is not
   */
  public static Schedule linear(double from) {
    return new Schedule(0, Fall.LINEAR, from, 0);
  }

  /**
   * {@return half a cosine to 0 at the end}
   *
   * @param from the share of the steps, from 0 to below 1, that are made before
   * @throws IllegalArgumentException if it is not
   */
  public static Schedule cosine(double from) {
    return new Schedule(0, Fall.COSINE, from, 0);
  }

  /**
   * {@return the same, falling to a share that is left}
   *
   * @param share from 0 to below 1
   * @throws IllegalArgumentException if it is not, or nothing falls
   */
  public Schedule to(double share) {
    checkArgument(falls(), "what does not fall ends at its full height, not at %s", share);
    return new Schedule(warmUp, fall, from, share);
  }

  /**
   * {@return the same with first steps in which it rises}
   *
   * @param steps how many, 0 for none
   * @throws IllegalArgumentException if there are fewer
   */
  public Schedule warmUp(long steps) {
    return new Schedule(steps, fall, from, to);
  }

  /** {@return whether it falls at the end} */
  public boolean falls() {
    return fall != Fall.NONE;
  }

  /**
   * {@return which share a step uses}
   *
   * @param made steps before it
   * @param steps of the whole training, at least 1
   */
  public double share(long made, long steps) {
    double fallen = falls() ? to + (1 - to) * fall.share(left(made, steps)) : 1;
    return made < warmUp ? fallen * (made + 1) / warmUp : fallen;
  }

  private double left(long made, long steps) {
    long begin = begin(steps);
    return made < begin ? 1 : Math.max(0, steps - made) / (double) (steps - begin);
  }

  /**
   * {@return how many steps are made before it begins to fall}
   *
   * @param steps of the whole training, at least 1
   */
  public long begin(long steps) {
    return Math.min(Math.round(from * steps), steps - 1);
  }

  /**
   * {@return the schedule that a text says: the words of {@link #toString}}
   *
   * @param text for example {@code "warm-up:500,cosine:0.2:0.1"}
   * @throws IllegalArgumentException if it is none; the message says how one is written
   */
  public static Schedule parse(String text) {
    Schedule schedule = CONSTANT;
    for (String part : text.split(",", -1)) {
      schedule = schedule.with(part, text);
    }
    return schedule;
  }

  private Schedule with(String part, String text) {
    String[] words = part.split(":", -1);
    try {
      if (part.equals("constant")) {
        return this;
      }
      if (words[0].equals(WARM_UP) && words.length == 2 && warmUp == 0) {
        return warmUp(Long.parseLong(words[1]));
      }
      for (Fall each : List.of(Fall.LINEAR, Fall.COSINE)) {
        if (words[0].equals(each.word()) && words.length <= 3 && !falls()) {
          return new Schedule(warmUp, each, number(words, 1), number(words, 2));
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(FORM.formatted(text), e);
    }
    throw new IllegalArgumentException(FORM.formatted(text));
  }

  private static double number(String[] words, int index) {
    return index < words.length ? Double.parseDouble(words[index]) : 0;
  }

  /** {@return the words that {@link #parse} reads, for example {@code linear:0.4}} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (warmUp > 0) {
      parts.add(WARM_UP + ":" + warmUp);
    }
    if (falls()) {
      parts.add(fall.word() + ":" + from + (to == 0 ? "" : ":" + to));
    }
    return parts.isEmpty() ? "constant" : String.join(",", parts);
  }

  /** Checks that a run does not go on beyond the end of what falls. */
  void checkEnd(String what, Run run, long steps) {
    checkArgument(
        !falls() || run.lastStep() <= steps,
        "%s falls until step %s, and the run is to go on to step %s: make it fall until then",
        what,
        steps,
        run.lastStep());
  }
}

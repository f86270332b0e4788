package org.gan4j.models;

import org.gan4j.train.Schedule;

/**
 * How the numbers of a training change over its steps.
 *
 * @param rate of the learning rates of both networks
 * @param penalty of the weights of gradient penalties
 * @param average of the half-life of the generator's moving average
 */
public record Schedules(Schedule rate, Schedule penalty, Schedule average) {
  /** All stay as they are. */
  public static final Schedules CONSTANT =
      new Schedules(Schedule.CONSTANT, Schedule.CONSTANT, Schedule.CONSTANT);

  /**
   * {@return the same with another schedule of the learning rates}
   *
   * @param other any
   */
  public Schedules withRate(Schedule other) {
    return new Schedules(other, penalty, average);
  }

  /**
   * {@return the same with another schedule of the penalties' weights}
   *
   * @param other any
   */
  public Schedules withPenalty(Schedule other) {
    return new Schedules(rate, other, average);
  }

  /**
   * {@return the same with another schedule of the average's half-life}
   *
   * @param other any
   */
  public Schedules withAverage(Schedule other) {
    return new Schedules(rate, penalty, other);
  }
}

package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bounded.SINGLE;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** The optimisers that models use, in plain Java and double precision. */
enum OptimiserRule {
  ADAM("Adam") {
    @Override
    IUpdater updater() {
      return new Adam(Setting.RATE, Setting.BETA1, Setting.BETA2, Setting.EPSILON);
    }

    @Override
    double change(State s, double g, int step) {
      s.first = Setting.BETA1 * s.first + (1 - Setting.BETA1) * g;
      s.second = Setting.BETA2 * s.second + (1 - Setting.BETA2) * g * g;
      double root = Math.sqrt(1 - Math.pow(Setting.BETA2, step));
      double rate = Setting.RATE * root / (1 - Math.pow(Setting.BETA1, step));
      return rate * s.first / (Math.sqrt(s.second) + Setting.EPSILON);
    }
  },
  RMSPROP("RMSProp") {
    @Override
    IUpdater updater() {
      return new RmsProp(Setting.RATE, Setting.BETA2, Setting.EPSILON);
    }

    @Override
    double change(State s, double g, int step) {
      // Deeplearning4j begins with epsilon.
      double before = step == 1 ? Setting.EPSILON : s.second;
      s.second = Setting.BETA2 * before + (1 - Setting.BETA2) * g * g;
      return Setting.RATE * g / (Math.sqrt(s.second) + Setting.EPSILON);
    }
  },
  NESTEROVS("Nesterovs") {
    @Override
    IUpdater updater() {
      return new Nesterovs(Setting.RATE, Setting.BETA1);
    }

    @Override
    double change(State s, double g, int step) {
      double kept = Setting.BETA1 * s.first;
      s.first = kept - Setting.RATE * g;
      return kept - (1 + Setting.BETA1) * s.first;
    }
  },
  SGD("SGD") {
    @Override
    IUpdater updater() {
      return new Sgd(Setting.RATE);
    }

    @Override
    double change(State s, double g, int step) {
      return Setting.RATE * g;
    }
  };

  /** Of all of them; constants of an enum cannot be named before its values. */
  private static final class Setting {
    static final double RATE = 0.1;
    static final double BETA1 = 0.5;
    static final double BETA2 = 0.99;
    static final double EPSILON = 1e-8;

    private Setting() {}
  }

  /** What is remembered of one parameter. */
  static final class State {
    private double first;
    private double second;
  }

  private final String label;

  OptimiserRule(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Returns it as Deeplearning4j has it. */
  abstract IUpdater updater();

  /** Returns what is subtracted from one parameter. */
  abstract double change(State state, double gradient, int step);

  /** Begins at parameters. */
  Run from(double[] start) {
    return new Run(this, start);
  }

  /** Parameters on their way. */
  static final class Run {
    /** Moments lose the more digits the nearer their decay is to 1. */
    private static final double ROUNDINGS = 16 / (1 - Setting.BETA2);

    private final OptimiserRule rule;
    private final Bounded parameters;
    private final State[] states;
    private int steps;

    private Run(OptimiserRule rule, double[] start) {
      this.rule = rule;
      this.parameters = new Bounded(start, new double[start.length]);
      this.states = new State[start.length];
    }

    void step(double[] gradients) {
      steps++;
      for (int i = 0; i < gradients.length; i++) {
        states[i] = steps == 1 ? new State() : states[i];
        double change = rule.change(states[i], gradients[i], steps);
        double size = Setting.RATE * (1 + Math.abs(gradients[i]));
        double value = parameters.value(i) - change;
        double bound =
            SINGLE * (ROUNDINGS * (Math.abs(change) + 0.01 * size) + 4 * Math.abs(value));
        parameters.set(i, value, parameters.bound(i) + bound);
      }
    }

    Bounded parameters() {
      return parameters;
    }
  }
}

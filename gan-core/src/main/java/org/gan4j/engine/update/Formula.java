package org.gan4j.engine.update;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.NoOpUpdater;
import org.nd4j.linalg.learning.RmsPropUpdater;
import org.nd4j.linalg.learning.SgdUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * How an updater changes parameters and its state, value by value, with the settings of one step.
 * The results are those of ND4J's operations, which compute settings and values in the type of the
 * arrays, except that what is too small to matter becomes zero.
 */
interface Formula {
  /**
   * Epsilons below are left to ND4J: beside them, values that {@link Tiny} rounds away would count.
   */
  double SMALLEST_EPSILON = 1e-12;

  /** Where the gradients are among the arrays: they are read, but not changed. */
  int GRADIENTS = 1;

  /** How many arrays a formula needs at most. */
  int MOST_ARRAYS = 4;

  /**
   * Changes the first values of arrays in place.
   *
   * @param values parameters, gradients, then what {@link #state} returns
   */
  void apply(float[][] values, int count);

  /** Changes the first values of arrays in place, see {@link #apply(float[][], int)}. */
  void apply(double[][] values, int count);

  /** Returns the formula of an updater at a step, if it is one of those here. */
  static Optional<Formula> of(GradientUpdater<?> updater, int iteration, int epoch) {
    Class<?> type = updater.getClass(); // a subclass may do something else
    if (type == AdamUpdater.class) {
      return OfAdam.of(((AdamUpdater) updater).getConfig(), iteration, epoch);
    }
    if (type == RmsPropUpdater.class) {
      return OfRmsProp.of(((RmsPropUpdater) updater).getConfig(), iteration, epoch);
    }
    if (type == NesterovsUpdater.class) {
      return Optional.of(
          OfNesterovs.of(((NesterovsUpdater) updater).getConfig(), iteration, epoch));
    }
    if (type == SgdUpdater.class) {
      double rate = ((SgdUpdater) updater).getConfig().getLearningRate(iteration, epoch);
      return Optional.of(new OfSgd(rate));
    }
    return type == NoOpUpdater.class ? Optional.of(new OfSgd(1)) : Optional.empty();
  }

  /** Returns an updater's own arrays, none for an updater without a formula. */
  static List<INDArray> state(GradientUpdater<?> updater) {
    if (updater instanceof AdamUpdater adam) {
      return List.of(adam.getM(), adam.getV());
    }
    if (updater instanceof RmsPropUpdater rmsProp) {
      return List.of(rmsProp.getLastGradient());
    }
    return updater instanceof NesterovsUpdater nesterovs ? List.of(nesterovs.getV()) : List.of();
  }

  /** Adam, with the bias corrections in the size of the step. */
  record OfAdam(double rate, double beta1, double beta2, double epsilon, int steps)
      implements Formula {
    static Optional<Formula> of(Adam adam, int iteration, int epoch) {
      if (!(adam.getEpsilon() >= SMALLEST_EPSILON)) {
        return Optional.empty();
      }
      double rate = adam.getLearningRate(iteration, epoch);
      return Optional.of(
          new OfAdam(rate, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon(), iteration + 1));
    }

    @Override
    public void apply(float[][] values, int count) {
      float[] p = values[0];
      float[] g = values[1];
      float[] m = values[2];
      float[] v = values[3];
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float c1 = 1 - b1;
      float c2 = 1 - b2;
      float e = (float) epsilon;
      float step = singleStep();
      for (int i = 0; i < count; i++) {
        float root = Tiny.squarable(g[i]);
        float mean = Tiny.normal(b1 * m[i] + c1 * g[i]);
        float square = Tiny.normalSquare(b2 * v[i] + c2 * root * root);
        m[i] = mean;
        v[i] = square;
        p[i] -= mean * step / ((float) Math.sqrt(square) + e);
      }
    }

    /** The bias corrections from rounded powers, as ND4J has them: the difference is visible. */
    private float singleStep() {
      float power1 = (float) Math.pow((float) beta1, steps);
      float power2 = (float) Math.pow((float) beta2, steps);
      float root = (float) Math.sqrt((float) (1.0 - power2));
      return (float) orEpsilon((float) ((float) rate * root / (1.0 - power1)));
    }

    @Override
    public void apply(double[][] values, int count) {
      double[] p = values[0];
      double[] g = values[1];
      double[] m = values[2];
      double[] v = values[3];
      double c1 = 1 - beta1;
      double c2 = 1 - beta2;
      double step = doubleStep();
      for (int i = 0; i < count; i++) {
        double root = Tiny.squarable(g[i]);
        double mean = Tiny.normal(beta1 * m[i] + c1 * g[i]);
        double square = Tiny.normalSquare(beta2 * v[i] + c2 * root * root);
        m[i] = mean;
        v[i] = square;
        p[i] -= mean * step / (Math.sqrt(square) + epsilon);
      }
    }

    private double doubleStep() {
      double root = Math.sqrt(1 - Math.pow(beta2, steps));
      return orEpsilon(rate * root / (1 - Math.pow(beta1, steps)));
    }

    /** ND4J takes epsilon for a step that is zero or no number. */
    private double orEpsilon(double step) {
      return step == 0 || !Double.isFinite(step) ? epsilon : step;
    }
  }

  /** RMSProp, whose state is a moving mean of squares. */
  record OfRmsProp(double rate, double decay, double epsilon) implements Formula {
    static Optional<Formula> of(RmsProp rmsProp, int iteration, int epoch) {
      if (!(rmsProp.getEpsilon() >= SMALLEST_EPSILON)) {
        return Optional.empty();
      }
      double rate = rmsProp.getLearningRate(iteration, epoch);
      return Optional.of(new OfRmsProp(rate, rmsProp.getRmsDecay(), rmsProp.getEpsilon()));
    }

    @Override
    public void apply(float[][] values, int count) {
      float[] p = values[0];
      float[] g = values[1];
      float[] v = values[2];
      float lr = (float) rate;
      float d = (float) decay;
      float c = 1 - d;
      float e = (float) epsilon;
      for (int i = 0; i < count; i++) {
        float root = Tiny.squarable(g[i]);
        float square = Tiny.normalSquare(d * v[i] + c * root * root);
        v[i] = square;
        p[i] -= lr * g[i] / ((float) Math.sqrt(square) + e);
      }
    }

    @Override
    public void apply(double[][] values, int count) {
      double[] p = values[0];
      double[] g = values[1];
      double[] v = values[2];
      double c = 1 - decay;
      for (int i = 0; i < count; i++) {
        double root = Tiny.squarable(g[i]);
        double square = Tiny.normalSquare(decay * v[i] + c * root * root);
        v[i] = square;
        p[i] -= rate * g[i] / (Math.sqrt(square) + epsilon);
      }
    }
  }

  /** Nesterov's momentum, whose state is the velocity. */
  record OfNesterovs(double rate, double momentum) implements Formula {
    static Formula of(Nesterovs nesterovs, int iteration, int epoch) {
      return new OfNesterovs(
          nesterovs.getLearningRate(iteration, epoch), nesterovs.currentMomentum(iteration, epoch));
    }

    @Override
    public void apply(float[][] values, int count) {
      float[] p = values[0];
      float[] g = values[1];
      float[] v = values[2];
      float lr = (float) rate;
      float mu = (float) momentum;
      for (int i = 0; i < count; i++) {
        float kept = mu * v[i];
        float velocity = Tiny.normal(kept - lr * g[i]);
        v[i] = velocity;
        p[i] -= kept - (mu + 1) * velocity;
      }
    }

    @Override
    public void apply(double[][] values, int count) {
      double[] p = values[0];
      double[] g = values[1];
      double[] v = values[2];
      double mu = momentum;
      for (int i = 0; i < count; i++) {
        double kept = mu * v[i];
        double velocity = Tiny.normal(kept - rate * g[i]);
        v[i] = velocity;
        p[i] -= kept - (mu + 1) * velocity;
      }
    }
  }

  /** Plain descent; at a rate of 1, what DL4J moves without an updater. */
  record OfSgd(double rate) implements Formula {
    @Override
    public void apply(float[][] values, int count) {
      float[] p = values[0];
      float[] g = values[1];
      float lr = (float) rate;
      for (int i = 0; i < count; i++) {
        p[i] -= lr * g[i];
      }
    }

    @Override
    public void apply(double[][] values, int count) {
      double[] p = values[0];
      double[] g = values[1];
      double lr = rate;
      for (int i = 0; i < count; i++) {
        p[i] -= lr * g[i];
      }
    }
  }
}

package org.gan4j.engine.onednn;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.PhaseKernel;

/**
 * A convolution that makes several pixels of each place of a smaller one, see {@link PhaseKernel}.
 * The small kernel is a linear map of the layer's own; its gradient comes back through the
 * transpose of that map.
 */
final class PhaseConvolver implements Convolver {
  private final OwnKernel own;
  private final PhaseKernel down;
  private final PhaseKernel right;
  private final Eltwise activation;
  private final Parameter weights; // the small kernel
  private final Parameter bias; // or null
  private final Convolver convolver;
  private final PhaseShuffle shuffle;
  private final memory small; // the small convolution's output

  /**
   * The layer's kernel, {@code [out, in, height, width]} or {@code [in, out, height, width]}.
   *
   * @param weights the kernel, as a matrix of {@code in * out} rows
   * @param bias or null
   * @param in input channels
   * @param out output channels
   * @param inputsFirst which of the two orders
   */
  record OwnKernel(Parameter weights, Parameter bias, long in, long out, boolean inputsFirst) {
    static OwnKernel of(LayerArrays arrays, boolean bias, boolean inputsFirst) {
      long[] shape = arrays.parameter("W").shape();
      memory.desc matrix = OneDnn.rows(shape[0] * shape[1], shape[2] * shape[3]);
      long out = shape[inputsFirst ? 1 : 0];
      return new OwnKernel(
          Parameter.over(matrix, arrays.parameter("W"), arrays.gradient("W")),
          bias
              ? Parameter.over(OneDnn.rows(1, out), arrays.parameter("b"), arrays.gradient("b"))
              : null,
          shape[inputsFirst ? 0 : 1],
          out,
          inputsFirst);
    }
  }

  PhaseConvolver(
      OwnKernel own, PhaseKernel down, PhaseKernel right, Eltwise activation, long[] input) {
    this.own = own;
    this.down = down;
    this.right = right;
    this.activation = activation;
    long channels = phases() * own.out;
    this.weights = Parameter.made(OneDnn.rows(channels, own.in, down.size(), right.size()));
    this.bias = own.bias == null ? null : Parameter.made(OneDnn.rows(channels));
    ConvolutionGeometry geometry = ConvolutionGeometry.of(down, right, input, channels);
    Convolver free = convolver(geometry, OneDnn.free(geometry.output()));
    Optional<PhaseShuffle> known = PhaseShuffle.of(free.output(), down, right);
    this.convolver = known.isPresent() ? free : convolver(geometry, OneDnn.rows(geometry.output()));
    this.shuffle = known.or(() -> PhaseShuffle.of(convolver.output(), down, right)).orElseThrow();
    this.small = OneDnn.allocate(convolver.output());
  }

  private Convolver convolver(ConvolutionGeometry geometry, memory.desc output) {
    return new DirectConvolver(geometry, weights, bias, activation, output);
  }

  private long phases() {
    return (long) down.phases() * right.phases();
  }

  @Override
  public memory.desc input() {
    return convolver.input();
  }

  @Override
  public memory.desc output() {
    return shuffle.image();
  }

  @Override
  public void forward(memory input, memory output, Calls calls) {
    makeSmallKernel(calls);
    convolver.forward(input, small, calls);
    shuffle.spread(small, output, calls);
  }

  @Override
  public memory back(memory output, Port gradient, Calls calls) {
    memory before = OneDnn.allocate(convolver.output());
    shuffle.gather(gradient, before, calls);
    if (!activation.identity()) {
      activation.back(small, before, before, calls);
    }
    return before;
  }

  @Override
  public void toParameters(memory input, memory before, Calls calls) {
    convolver.toParameters(input, before, calls);
    bringBackSmallKernel(calls);
  }

  @Override
  public Plan.ToInput toInput(memory before) {
    return convolver.toInput(before);
  }

  private void makeSmallKernel(Calls calls) {
    memory spread = OneDnn.allocate(OneDnn.rows(pairs(), columns()));
    calls.multiply(own.weights.values(), map(false), spread);
    calls.reorder(byPhase(spread), byPhaseFirst(weights.values()));
    if (bias != null) {
      calls.multiply(
          ones(phases(), 1),
          own.bias.values(),
          OneDnn.as(OneDnn.rows(phases(), own.out), bias.values()));
    }
  }

  private void bringBackSmallKernel(Calls calls) {
    memory spread = OneDnn.allocate(OneDnn.rows(pairs(), columns()));
    calls.reorder(byPhaseFirst(weights.gradient()), byPhase(spread));
    calls.multiply(spread, map(true), own.weights.gradient());
    if (bias != null) {
      calls.multiply(
          ones(1, phases()),
          OneDnn.as(OneDnn.rows(phases(), own.out), bias.gradient()),
          own.bias.gradient());
    }
  }

  /** Pairs of an input and an output channel. */
  private long pairs() {
    return own.in * own.out;
  }

  /** Numbers of the small kernels of one pair. */
  private long columns() {
    return phases() * down.size() * right.size();
  }

  /** Numbers of one small kernel. */
  private long smallTaps() {
    return (long) down.size() * right.size();
  }

  /** Views a matrix of pairs by columns as [phase, out, in, tap]. */
  private memory byPhase(memory spread) {
    long out = own.inputsFirst ? columns() : own.in * columns();
    long in = own.inputsFirst ? own.out * columns() : columns();
    return OneDnn.as(OneDnn.strided(split(), new long[] {smallTaps(), out, in, 1}), spread);
  }

  private memory byPhaseFirst(memory smallKernel) {
    return OneDnn.as(OneDnn.rows(split()), smallKernel);
  }

  private long[] split() {
    return new long[] {phases(), own.out, own.in, smallTaps()};
  }

  /** Returns the matrix that turns the taps of a kernel into those of its small kernels. */
  private memory map(boolean transposed) {
    double[][] map = PhaseKernel.map(down, right);
    int taps = map.length;
    int columns = map[0].length;
    float[] values = new float[taps * columns];
    for (int row = 0; row < taps; row++) {
      for (int column = 0; column < columns; column++) {
        values[transposed ? column * taps + row : row * columns + column] =
            (float) map[row][column];
      }
    }
    return filled(values, transposed ? columns : taps, transposed ? taps : columns);
  }

  private static memory ones(long rows, long columns) {
    float[] ones = new float[Math.toIntExact(rows * columns)];
    Arrays.fill(ones, 1);
    return filled(ones, rows, columns);
  }

  private static memory filled(float[] values, long rows, long columns) {
    memory made = OneDnn.allocate(OneDnn.rows(rows, columns));
    new FloatPointer(made.get_data_handle()).put(values, 0, values.length);
    return made;
  }
}

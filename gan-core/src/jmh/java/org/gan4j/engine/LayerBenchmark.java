package org.gan4j.engine;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Latents;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Passes through single layers of the models, in training mode, by each set of kernels. What a set
 * does not know runs by Deeplearning4j's own layer, as it does in a model.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LayerBenchmark {
  private static final int BATCH = 128;

  /** What is measured. */
  public enum Layers {
    /** The last layer of the MLP GAN's generator. */
    DENSE,
    /** The second convolution of the tanh DCGANs' discriminator. */
    CONVOLUTION,
    /** The first convolution of the tanh DCGANs' discriminator. */
    FIRST_CONVOLUTION,
    /** The first enlargement of the DCGAN with transposed convolutions. */
    TRANSPOSED,
    /** The first enlargement of the DCGAN with upsampling. */
    UPSAMPLING,
    /** BatchNorm of rows, as behind dense layers. */
    BATCH_NORM_OF_ROWS,
    /** BatchNorm of channels, as behind convolutions. */
    BATCH_NORM_OF_CHANNELS;

    private InputType input() {
      return switch (this) {
        case DENSE, BATCH_NORM_OF_ROWS -> InputType.feedForward(1024);
        case CONVOLUTION -> InputType.convolutional(14, 14, 64);
        case FIRST_CONVOLUTION -> InputType.convolutional(28, 28, 1);
        case TRANSPOSED, UPSAMPLING -> InputType.convolutional(7, 7, 128);
        case BATCH_NORM_OF_CHANNELS -> InputType.convolutional(16, 16, 64);
      };
    }

    private ListBuilder add(ListBuilder list) {
      return switch (this) {
        case DENSE -> list.layer(new DenseLayer.Builder().nOut(784).build());
        case CONVOLUTION -> list.layer(convolution(ConvolutionMode.Truncate, 128));
        case FIRST_CONVOLUTION -> list.layer(convolution(ConvolutionMode.Same, 64));
        case TRANSPOSED ->
            list.layer(
                new Deconvolution2D.Builder(5, 5)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Same)
                    .nOut(64)
                    .build());
        case UPSAMPLING ->
            list.layer(new Upsampling2D.Builder(2).build())
                .layer(convolution(ConvolutionMode.Same, 64));
        case BATCH_NORM_OF_ROWS, BATCH_NORM_OF_CHANNELS ->
            list.layer(new BatchNormalization.Builder().build());
      };
    }

    private static ConvolutionLayer convolution(ConvolutionMode mode, int channels) {
      return new ConvolutionLayer.Builder(5, 5).convolutionMode(mode).nOut(channels).build();
    }

    private MultiLayerNetwork network() {
      ListBuilder list =
          add(
              new NeuralNetConfiguration.Builder()
                  .seed(1)
                  .updater(new NoOp())
                  .activation(Activation.IDENTITY)
                  .list());
      MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input()).build());
      network.init();
      return network;
    }

    private INDArray batch() {
      int size = Math.toIntExact(input().arrayElementsPerExample());
      return Latents.NORMAL.source(size, 2).sample(BATCH).reshape(input().getShape(true));
    }
  }

  /** An engine, an input and a gradient at its output. */
  @State(Scope.Thread)
  public static class Engine {
    /** As the system property that chooses them. */
    @Param({"onednn", "nd4j", "dl4j"})
    public String kernels;

    /** Which layer. */
    @Param public Layers layer;

    private NetworkEngine engine;
    private INDArray input;
    private INDArray gradient;

    /** Makes them. */
    @Setup
    public void make() {
      System.setProperty("org.gan4j.kernels", kernels);
      engine = NetworkEngine.of(layer.network());
      input = layer.batch();
      gradient = engine.forward(input).output(); // any values of the right shape do
    }
  }

  /** The same, with a forward pass before each backward pass, which is not measured. */
  @State(Scope.Thread)
  public static class Forwarded {
    private EnginePass pass;

    /** Makes the forward pass. */
    @Setup(Level.Invocation)
    public void forward(Engine made) {
      pass = made.engine.forward(made.input);
    }

    /** Frees its output. */
    @TearDown(Level.Invocation)
    public void free() {
      pass.output().close();
    }
  }

  /** The output. */
  @Benchmark
  public long forward(Engine made) {
    try (INDArray output = made.engine.forward(made.input).output()) {
      return output.length();
    }
  }

  /** The gradients of the parameters and at the input. */
  @Benchmark
  public long backward(Engine made, Forwarded forwarded) {
    try (INDArray atInput = forwarded.pass.backward(made.gradient)) {
      return atInput.length();
    }
  }

  /** The gradients of the parameters alone, as in the first layer of a network. */
  @Benchmark
  public void toParameters(Engine made, Forwarded forwarded) {
    forwarded.pass.accumulate(made.gradient);
  }

  /** The gradient at the input alone, as in a frozen network. */
  @Benchmark
  public long toInput(Engine made, Forwarded forwarded) {
    try (INDArray atInput = forwarded.pass.inputGradient(made.gradient)) {
      return atInput.length();
    }
  }
}

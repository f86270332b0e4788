package org.gan4j.engine;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Latents;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks that together have every layer and vertex that kernels know. */
final class KernelNetworks {
  static final int IN = 5;
  static final int CHANNELS = 2;

  /** Rows of the matrix that the networks with an embedding choose from. */
  private static final int ROWS = 4;

  /**
   * A network and what it takes.
   *
   * @param name for people
   * @param make makes the network, always with the same parameters
   * @param example the shape of one example
   * @param numbered whether the first value of an example is a whole number below {@link #ROWS}
   */
  record Case(String name, Function<DataType, Model> make, List<Long> example, boolean numbered) {
    INDArray input(DataType type, long seed, int batch) {
      int size = (int) example.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
      INDArray values = normal(type, seed, batch, size);
      for (int i = 0; numbered && i < batch; i++) {
        values.putScalar(i, 0, Math.toIntExact((seed + 3L * i) % ROWS));
      }
      long[] shape = Longs.concat(new long[] {batch}, Longs.toArray(example));
      return values.reshape(shape);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private KernelNetworks() {}

  static INDArray normal(DataType type, long seed, int rows, int columns) {
    return Latents.NORMAL.source(columns, seed).sample(rows).castTo(type);
  }

  static Stream<Case> vectors() {
    return Stream.of(
        network("identity", dense(7, Activation.IDENTITY.getActivationFunction())),
        network("tanh", dense(7, Activation.TANH.getActivationFunction())),
        network("wide", dense(40, new ActivationLReLU(0.2)), dense(33, tanhFunction())),
        network("sigmoid", dense(7, Activation.SIGMOID.getActivationFunction())),
        network("relu", dense(7, Activation.RELU.getActivationFunction())),
        network("leaky relu", dense(7, new ActivationLReLU(0.3))),
        network("softmax", dense(7, Activation.SOFTMAX.getActivationFunction())),
        network("elu", dense(7, Activation.ELU.getActivationFunction())),
        network("swish layer", dense(7, new ActivationIdentity()), activation(Activation.SWISH)),
        network("relu layer", tanh(), activation(Activation.RELU), tanh()),
        network("batch norm", dense(9, new ActivationLReLU(0.2)), batchNorm(false), tanh()),
        network("batch norm in stripes", dense(700, tanhFunction()), batchNorm(true), tanh()),
        network(
            "batch norm with logarithms",
            dense(9, new ActivationLReLU(0.2)),
            batchNorm(true),
            tanh()),
        network(
            "dropout between",
            tanh(),
            new DropoutLayer.Builder(0.6).build(),
            batchNorm(true),
            tanh()),
        network(
            "dropout of a layer's input",
            tanh(),
            new DenseLayer.Builder().nOut(4).dropOut(0.5).build()),
        network(
            "no bias",
            tanh(),
            new DenseLayer.Builder().nOut(4).hasBias(false).activation(Activation.TANH).build(),
            tanh()),
        graph("merge", KernelNetworks::merge),
        graph("add", g -> elementWise(g, ElementWiseVertex.Op.Add, 6)),
        graph("subtract", g -> elementWise(g, ElementWiseVertex.Op.Subtract, 6)),
        graph("multiply", g -> elementWise(g, ElementWiseVertex.Op.Product, 6)),
        graph("mean", g -> elementWise(g, ElementWiseVertex.Op.Average, 6)),
        graph("largest", g -> elementWise(g, ElementWiseVertex.Op.Max, 6)),
        graph("add, repeated", g -> elementWise(g, ElementWiseVertex.Op.Add, 1)),
        graph("subtract, repeated", g -> elementWise(g, ElementWiseVertex.Op.Subtract, 1)),
        graph("multiply, repeated", g -> elementWise(g, ElementWiseVertex.Op.Product, 1)),
        graph("mean, repeated", g -> elementWise(g, ElementWiseVertex.Op.Average, 1)),
        graph("largest, repeated", g -> elementWise(g, ElementWiseVertex.Op.Max, 1)),
        graph("the input twice", KernelNetworks::inputTwice),
        graph("first columns", g -> part(g, 0, 3)),
        graph("columns between", g -> part(g, 2, 4)),
        graph("last columns, scaled", KernelNetworks::scaledPart),
        numbered("embedding", true),
        numbered("embedding without bias", false));
  }

  private static Case network(String name, Layer... layers) {
    return new Case(name, type -> chain(type, layers), List.of((long) IN), false);
  }

  static Model chain(DataType type, Layer... layers) {
    return chain(type, InputType.feedForward(IN), layers);
  }

  static Model chain(DataType type, InputType input, Layer... layers) {
    Layer[] copies = Arrays.stream(layers).map(Layer::clone).toArray(Layer[]::new);
    MultiLayerNetwork network =
        new MultiLayerNetwork(configuration(type).list(copies).setInputType(input).build());
    network.init();
    return network;
  }

  private static Case graph(String name, Function<GraphBuilder, GraphBuilder> parts) {
    return new Case(name, type -> graph(type, parts), List.of((long) IN), false);
  }

  private static Model graph(DataType type, Function<GraphBuilder, GraphBuilder> parts) {
    GraphBuilder builder = configuration(type).graphBuilder().addInputs("in");
    ComputationGraph graph =
        new ComputationGraph(
            parts
                .apply(builder)
                .setInputTypes(InputType.feedForward(IN))
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static GraphBuilder merge(GraphBuilder graph) {
    return graph
        .addLayer("a", tanh(), "in")
        .addLayer("b", batchNorm(true), "a")
        .addLayer("c", dense(4, new ActivationLReLU(0.2)), "a")
        .addVertex("both", new MergeVertex(), "b", "c")
        .addLayer("out", tanh(), "both");
  }

  /** DL4J rounds the slope to single precision on the way back; this one is the same there. */
  private static GraphBuilder elementWise(
      GraphBuilder graph, ElementWiseVertex.Op function, int size) {
    return graph
        .addLayer("a", tanh(), "in")
        .addLayer("b", dense(size, new ActivationLReLU(0.25)), "in")
        .addVertex("both", new ElementWiseVertex(function), "a", "b")
        .addLayer("out", tanh(), "both");
  }

  /** Its gradient at the output is handed on to the input as it is. */
  private static GraphBuilder inputTwice(GraphBuilder graph) {
    return graph
        .addLayer("a", dense(IN, new ActivationLReLU(0.2)), "in")
        .addVertex("out", new ElementWiseVertex(ElementWiseVertex.Op.Add), "in", "a", "in");
  }

  private static GraphBuilder part(GraphBuilder graph, int from, int last) {
    return graph
        .addLayer("a", tanh(), "in")
        .addVertex("part", new SubsetVertex(from, last), "a")
        .addLayer("out", tanh(), "part");
  }

  private static GraphBuilder scaledPart(GraphBuilder graph) {
    return graph
        .addLayer("a", tanh(), "in")
        .addVertex("part", new SubsetVertex(4, 5), "a")
        .addVertex("scaled", new ScaleVertex(-2.5), "part")
        .addLayer("out", tanh(), "scaled");
  }

  /** Without types of its inputs, by which DL4J would set the rows of the matrix to 1. */
  private static Case numbered(String name, boolean bias) {
    return new Case(
        name,
        type -> {
          ComputationGraph graph =
              new ComputationGraph(
                  embedding(configuration(type).graphBuilder().addInputs("in"), bias)
                      .setOutputs("out")
                      .build());
          graph.init();
          return graph;
        },
        List.of(3L),
        true);
  }

  private static GraphBuilder embedding(GraphBuilder graph, boolean bias) {
    EmbeddingLayer layer =
        new EmbeddingLayer.Builder()
            .nIn(ROWS)
            .nOut(3)
            .hasBias(bias)
            .activation(Activation.TANH)
            .build();
    return graph
        .addVertex("number", new SubsetVertex(0, 0), "in")
        .addVertex("rest", new SubsetVertex(1, 2), "in")
        .addLayer("embedding", layer, "number")
        .addVertex("both", new MergeVertex(), "embedding", "rest")
        .addLayer(
            "out",
            new DenseLayer.Builder().nIn(5).nOut(6).activation(Activation.TANH).build(),
            "both");
  }

  private static NeuralNetConfiguration.Builder configuration(DataType type) {
    return new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new Sgd(1e-2));
  }

  static Layer dense(int out, IActivation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  static Layer tanh() {
    return dense(6, Activation.TANH.getActivationFunction());
  }

  static Layer batchNorm(boolean logarithms) {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3).useLogStd(logarithms).build();
  }

  /** The images are odd in one size at least. */
  static Stream<Case> images(int height, int width) {
    InputType size = InputType.convolutional(height, width, CHANNELS);
    return Stream.of(
        image(size, "convolution", convolution(3, 1, ConvolutionMode.Truncate, 0, tanhFunction())),
        image(size, "same", convolution(4, 1, ConvolutionMode.Same, 0, tanhFunction())),
        image(
            size, "strided", convolution(4, 2, ConvolutionMode.Same, 0, new ActivationLReLU(0.2))),
        image(size, "padded", convolution(5, 3, ConvolutionMode.Truncate, 2, tanhFunction())),
        image(
            size,
            "activation layer behind",
            convolution(3, 1, ConvolutionMode.Same, 0, new ActivationIdentity()),
            activation(Activation.SIGMOID)),
        image(
            size,
            "max pooling",
            same(3),
            pooling(PoolingType.MAX, 2, 2, ConvolutionMode.Truncate, 0)),
        image(
            size,
            "max pooling, overlapping",
            same(3),
            pooling(PoolingType.MAX, 3, 2, ConvolutionMode.Same, 0)),
        image(
            size,
            "mean pooling",
            same(3),
            pooling(PoolingType.AVG, 3, 2, ConvolutionMode.Truncate, 1)),
        image(
            size,
            "mean pooling without padding",
            same(3),
            new SubsamplingLayer.Builder(PoolingType.AVG, new int[] {3, 3}, new int[] {2, 2})
                .convolutionMode(ConvolutionMode.Same)
                .avgPoolIncludePadInDivisor(true)
                .build()),
        image(size, "dilated", dilated()),
        image(size, "swish of images", convolution(3, 1, ConvolutionMode.Same, 0, swish())),
        image(size, "upsampling, 5x5", same(3), upsampling(2), same(5)),
        image(size, "upsampling, 4x4", same(3), upsampling(2), same(4)),
        image(size, "upsampling, 3x3 x3", same(3), upsampling(3), same(3)),
        image(
            size,
            "upsampling, not the same size",
            same(3),
            upsampling(2),
            convolution(3, 1, ConvolutionMode.Truncate, 0, tanhFunction())),
        image(
            size,
            "upsampling, nothing to fold",
            same(3),
            upsampling(2),
            convolution(4, 1, ConvolutionMode.Truncate, 0, tanhFunction())),
        image(size, "upsampling alone", same(3), upsampling(2), batchNorm(false), same(3)),
        image(size, "transposed 5x5/2", transposed(5, 2, ConvolutionMode.Same, 0, 3)),
        image(size, "transposed 3x3/2", transposed(3, 2, ConvolutionMode.Same, 0, 3)),
        image(size, "transposed 4x4/2", transposed(4, 2, ConvolutionMode.Same, 0, 16)),
        image(size, "transposed 4x4/2 padded", transposed(4, 2, ConvolutionMode.Truncate, 1, 5)),
        image(size, "transposed 3x3/1", transposed(3, 1, ConvolutionMode.Same, 0, 3)),
        image(size, "transposed 5x5/3", transposed(5, 3, ConvolutionMode.Same, 0, 1)),
        image(size, "transposed 2x2/3", transposed(2, 3, ConvolutionMode.Same, 0, 2)),
        image(size, "transposed, not folded", transposed(3, 2, ConvolutionMode.Truncate, 0, 2)),
        image(size, "transposed, cut off", transposed(2, 2, ConvolutionMode.Truncate, 2, 2)),
        image(size, "transposed to 32", same(3), transposed(3, 2, ConvolutionMode.Same, 0, 32)),
        image(size, "no bias", noBias(), transposedWithoutBias(), upsampling(2), noBias()),
        image(size, "batch norm", same(3), batchNorm(false), activation(Activation.RELU), same(3)),
        image(
            size,
            "batch norm with logarithms",
            same(3),
            batchNorm(true),
            activation(Activation.TANH),
            same(3)),
        image(size, "dropout", same(3), new DropoutLayer.Builder(0.7).build(), same(3)));
  }

  /** In single precision ND4J's oneDNN natives, and so DL4J's layers, take no heed of dilation. */
  static Stream<Case> dilatedPooling(int height, int width) {
    InputType size = InputType.convolutional(height, width, CHANNELS);
    return Stream.of(PoolingType.MAX, PoolingType.AVG)
        .map(
            kind ->
                image(
                    size,
                    "dilated pooling by " + kind,
                    same(3),
                    new SubsamplingLayer.Builder(kind, new int[] {2, 2}, new int[] {1, 1})
                        .dilation(2, 2)
                        .build()));
  }

  private static Case image(InputType size, String name, Layer... layers) {
    Layer[] all = Arrays.copyOf(layers, layers.length + 1);
    all[layers.length] = dense(3, tanhFunction());
    return new Case(name, type -> chain(type, size, all), Longs.asList(size.getShape()), false);
  }

  static IActivation tanhFunction() {
    return Activation.TANH.getActivationFunction();
  }

  static Layer activation(Activation activation) {
    return new ActivationLayer.Builder().activation(activation).build();
  }

  static Layer convolution(
      int kernel, int stride, ConvolutionMode mode, int padding, IActivation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(mode)
        .padding(padding, padding)
        .nOut(4)
        .activation(activation)
        .build();
  }

  static Layer same(int kernel) {
    return convolution(kernel, 1, ConvolutionMode.Same, 0, tanhFunction());
  }

  private static Layer noBias() {
    return new ConvolutionLayer.Builder(3, 3)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(3)
        .hasBias(false)
        .activation(Activation.TANH)
        .build();
  }

  static Layer transposed(int kernel, int stride, ConvolutionMode mode, int padding, int channels) {
    return new Deconvolution2D.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(mode)
        .padding(padding, padding)
        .nOut(channels)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer transposedWithoutBias() {
    return new Deconvolution2D.Builder(3, 3)
        .stride(2, 2)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(3)
        .hasBias(false)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer dilated() {
    return new ConvolutionLayer.Builder(2, 2)
        .dilation(2, 2)
        .nOut(3)
        .activation(Activation.TANH)
        .build();
  }

  private static IActivation swish() {
    return Activation.SWISH.getActivationFunction();
  }

  static Layer upsampling(int times) {
    return new Upsampling2D.Builder(times).build();
  }

  static Layer pooling(
      PoolingType type, int kernel, int stride, ConvolutionMode mode, int padding) {
    return new SubsamplingLayer.Builder(
            type, new int[] {kernel, kernel}, new int[] {stride, stride})
        .padding(padding, padding)
        .convolutionMode(mode)
        .build();
  }
}

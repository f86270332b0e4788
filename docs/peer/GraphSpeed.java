import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * What a graph costs beside its layers: the time of a step (forward, back, update) of a U-Net of
 * four levels and through a ResNet of six blocks, 64x64, beside the sum of the same for each layer in
 * a network of its own; and the memory of the process after 30 and after 300 steps. Arguments:
 * the batch size and how many rounds, both optional.
 */
class GraphSpeed {
  private static final int SIZE = 64;

  public static void main(String[] args) {
    int batch = args.length > 0 ? Integer.parseInt(args[0]) : 8;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    measure("unet", unet(), batch, rounds);
    measure("resnet", resnet(), batch, rounds);
  }

  private static void measure(
      String name, ComputationGraphConfiguration configuration, int batch, int rounds) {
    NetworkEngine whole = engine(configuration);
    Map<String, Alone> layers = new LinkedHashMap<>();
    configuration.setValidateOutputLayerConfig(false);
    Map<String, InputType> types =
        configuration.getLayerActivationTypes(InputType.convolutional(SIZE, SIZE, 3));
    configuration
        .getVertices()
        .forEach(
            (key, vertex) -> {
              if (vertex instanceof LayerVertex layer && !isActivation(layer)) {
                String from = configuration.getVertexInputs().get(key).get(0);
                InputType input =
                    from.equals("in") ? InputType.convolutional(SIZE, SIZE, 3) : types.get(from);
                layers.put(key, new Alone(layer.getLayerConf().getLayer(), input, batch));
              }
            });
    INDArray images = random(batch, 3, SIZE, SIZE);
    List<Double> wholes = new ArrayList<>();
    List<List<Double>> alone = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      step(whole, images);
      layers.values().forEach(Alone::run);
    }
    for (int i = 0; i < rounds; i++) {
      wholes.add(millis(() -> step(whole, images)));
      alone.add(layers.values().stream().map(layer -> millis(layer::run)).toList());
    }
    double sum = 0;
    for (int k = 0; k < layers.size(); k++) {
      int layer = k;
      sum += median(alone.stream().mapToDouble(round -> round.get(layer)));
    }
    double ofWhole = median(wholes.stream().mapToDouble(x -> x));
    System.out.printf(
        "%s: %d layers, %.1f ms a step, %.1f ms the sum of its layers alone: %.3f%n",
        name, layers.size(), ofWhole, sum, ofWhole / sum);
    layers.values().forEach(Alone::close);
    memory(name, whole, images);
  }

  /** Those are part of the layer before them, in a graph that is compiled. */
  private static boolean isActivation(LayerVertex vertex) {
    return vertex.getLayerConf().getLayer() instanceof ActivationLayer;
  }

  private static void memory(String name, NetworkEngine engine, INDArray images) {
    long early = 0;
    for (int i = 1; i <= 300; i++) {
      step(engine, images);
      if (i == 30) {
        early = held();
      }
    }
    System.out.printf("%s: the process has %d MB after 30 steps, %d after 300%n", name, early, held());
  }

  private static long held() {
    return Pointer.physicalBytes() >> 20;
  }

  private static long step(NetworkEngine engine, INDArray images) {
    long begun = System.nanoTime();
    EnginePass pass = engine.forward(images);
    try (INDArray output = pass.output()) {
      pass.backward(output).close();
    }
    engine.update();
    return System.nanoTime() - begun;
  }

  private static double millis(LongSupplier action) {
    return action.getAsLong() / 1e6;
  }

  private static double median(DoubleStream times) {
    double[] sorted = times.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static INDArray random(long... shape) {
    return Nd4j.randn(shape).muli(0.5);
  }

  private static NetworkEngine engine(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return NetworkEngine.of(graph);
  }

  /** A layer in a network of its own. */
  private static final class Alone {
    private final NetworkEngine engine;
    private final INDArray input;

    Alone(Layer layer, InputType type, int batch) {
      InputType.InputTypeConvolutional maps = (InputType.InputTypeConvolutional) type;
      GraphBuilder builder = begin(maps.getChannels(), maps.getHeight(), maps.getWidth());
      engine = GraphSpeed.engine(builder.addLayer("it", layer.clone(), "in").setOutputs("it").build());
      input = random(batch, maps.getChannels(), maps.getHeight(), maps.getWidth());
    }

    long run() {
      return step(engine, input);
    }

    void close() {
      input.close();
    }
  }

  private static GraphBuilder begin(long channels, long height, long width) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(2e-4, 0.5, 0.999, 1e-8))
        .convolutionMode(ConvolutionMode.Same)
        .graphBuilder()
        .addInputs("in")
        .setInputTypes(InputType.convolutional(height, width, channels));
  }

  private static ComputationGraphConfiguration unet() {
    int[] maps = {64, 128, 256, 512};
    GraphBuilder b = begin(3, SIZE, SIZE);
    String last = "in";
    for (int i = 0; i < maps.length; i++) {
      b.addLayer("down" + i, convolution(maps[i], 4, 2, leaky()), last);
      last = "down" + i;
      if (i > 0) {
        b.addLayer("down-norm" + i, norm(), last);
        last = "down-norm" + i;
      }
    }
    for (int i = maps.length - 2; i >= 0; i--) {
      b.addLayer("up" + i, transposed(maps[i]), last);
      b.addLayer("up-norm" + i, norm(), "up" + i);
      b.addLayer("up-relu" + i, new ActivationLayer(Activation.RELU), "up-norm" + i);
      b.addVertex("skip" + i, new MergeVertex(), "up-relu" + i, i == 0 ? "down0" : "down-norm" + i);
      last = "skip" + i;
    }
    return b.addLayer(
            "out",
            new Deconvolution2D.Builder(4, 4).stride(2, 2).nOut(3).activation(Activation.TANH).build(),
            last)
        .setOutputs("out")
        .build();
  }

  private static ComputationGraphConfiguration resnet() {
    GraphBuilder b = begin(3, SIZE, SIZE);
    String last = normed(b, "c7", convolution(32, 7, 1, Activation.IDENTITY.getActivationFunction()), "in");
    last = normed(b, "d64", convolution(64, 3, 2, Activation.IDENTITY.getActivationFunction()), last);
    last = normed(b, "d128", convolution(128, 3, 2, Activation.IDENTITY.getActivationFunction()), last);
    for (int i = 0; i < 6; i++) {
      String inside =
          normed(b, "r" + i + "a", convolution(128, 3, 1, Activation.IDENTITY.getActivationFunction()), last);
      b.addLayer("r" + i + "b", convolution(128, 3, 1, Activation.IDENTITY.getActivationFunction()), inside);
      b.addLayer("r" + i + "b-norm", norm(), "r" + i + "b");
      b.addVertex("r" + i, new ElementWiseVertex(Op.Add), last, "r" + i + "b-norm");
      last = "r" + i;
    }
    last = normed(b, "u64", transposed(64), last);
    last = normed(b, "u32", transposed(32), last);
    return b.addLayer("out", convolution(3, 7, 1, Activation.TANH.getActivationFunction()), last)
        .setOutputs("out")
        .build();
  }

  private static String normed(GraphBuilder b, String name, Layer layer, String from) {
    b.addLayer(name, layer, from);
    b.addLayer(name + "-norm", norm(), name);
    b.addLayer(name + "-relu", new ActivationLayer(Activation.RELU), name + "-norm");
    return name + "-relu";
  }

  private static ActivationLReLU leaky() {
    return new ActivationLReLU(0.2);
  }

  private static Layer norm() {
    return new BatchNormalization.Builder().build();
  }

  private static Layer convolution(
      int maps, int kernel, int stride, org.nd4j.linalg.activations.IActivation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(maps)
        .activation(activation)
        .build();
  }

  private static Layer transposed(int maps) {
    return new Deconvolution2D.Builder(4, 4)
        .stride(2, 2)
        .nOut(maps)
        .activation(Activation.IDENTITY)
        .build();
  }
}

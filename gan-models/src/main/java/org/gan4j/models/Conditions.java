package org.gan4j.models;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gan4j.ImageShape;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The ways of a class into a network: each adds vertices to a graph and returns the name of the
 * last one. A class, here "label", is {@code [batch, classes]}, a row of zeros and a one, or of any
 * weights. All vertices are Deeplearning4j's own, so that the networks open without gan4j.
 *
 * <pre>{@code
 * String score = Conditions.projection(graph, "features", 2048, "label", 10);
 * graph.setOutputs(score);
 * }</pre>
 */
public final class Conditions {
  /** The default of Embedding. */
  private static final IWeightInit KERAS =
      new WeightInitDistribution(new UniformDistribution(-0.05, 0.05));

  private Conditions() {}

  /**
   * {@return the noise of latent vectors that end in a class, multiplied by a vector for each
   * class: {@code [batch, noise]}. So the Keras tutorials do it, with {@code Embedding} and {@code
   * multiply}}
   *
   * @param graph to add to
   * @param latents {@code [batch, noise + classes]}
   * @param noise values of noise
   * @param classes values of the class
   */
  public static String embedded(GraphBuilder graph, String latents, int noise, int classes) {
    return embedded(graph, latents, noise, classes, KERAS);
  }

  static String embedded(
      GraphBuilder graph, String latents, int noise, int classes, IWeightInit weights) {
    graph.addVertex("noise", new SubsetVertex(0, noise - 1), latents);
    graph.addVertex("class", new SubsetVertex(noise, noise + classes - 1), latents);
    return multiplied(graph, "noise", noise, "class", classes, weights);
  }

  /**
   * {@return rows, each multiplied by a vector for its class, as in {@link #embedded}}
   *
   * @param graph to add to
   * @param rows {@code [batch, size]}
   * @param size of a row
   * @param label {@code [batch, classes]}
   * @param classes how many there are
   */
  public static String multiplied(
      GraphBuilder graph, String rows, int size, String label, int classes) {
    return multiplied(graph, rows, size, label, classes, KERAS);
  }

  private static String multiplied(
      GraphBuilder graph, String rows, int size, String label, int classes, IWeightInit weights) {
    String embedding = rows + "-embedding";
    graph.addLayer(embedding, perClass(classes, size, weights), label);
    return joined(graph, rows + "-of-class", ElementWiseVertex.Op.Product, rows, embedding);
  }

  /**
   * {@return rows, and their classes beside them: {@code [batch, size + classes]} (Mirza and
   * Osindero 2014, arXiv:1411.1784)}
   *
   * @param graph to add to
   * @param rows {@code [batch, size]}
   * @param label {@code [batch, classes]}
   */
  public static String beside(GraphBuilder graph, String rows, String label) {
    String name = rows + "-and-class";
    graph.addVertex(name, new MergeVertex(), rows, label);
    return name;
  }

  /**
   * {@return images with a plane for each class beside their channels, of ones for their own class
   * and of zeros for the others: {@code [batch, channels + classes, height, width]}}
   *
   * @param graph to add to
   * @param images {@code [batch, channels, height, width]}
   * @param shape of them
   * @param label {@code [batch, classes]}
   * @param classes how many there are
   */
  public static String planes(
      GraphBuilder graph, String images, ImageShape shape, String label, int classes) {
    String points = images + "-class-points";
    String planes = images + "-class-planes";
    graph.addVertex(points, new ReshapeVertex('c', new int[] {-1, classes, 1, 1}, null), label);
    graph.addLayer(
        planes,
        new Upsampling2D.Builder().size(new int[] {shape.height(), shape.width()}).build(),
        points);
    return beside(graph, images, planes);
  }

  /**
   * {@return scores by projection (Miyato and Koyama 2018, arXiv:1802.05637): a score of the
   * features, plus one for the class that they are to be of: {@code [batch, 1]}. Those of the
   * classes begin at 0: an untrained discriminator does not know them}
   *
   * @param graph to add to
   * @param features {@code [batch, size]}
   * @param size of a row of features
   * @param label {@code [batch, classes]}
   * @param classes how many there are
   * @param weights that the score of the features begins with
   */
  public static String projection(
      GraphBuilder graph,
      String features,
      int size,
      String label,
      int classes,
      IWeightInit weights) {
    graph.addLayer("features-score", score(size, 1, weights), features);
    graph.addLayer("class-scores", score(size, classes, new WeightInitConstant(0)), features);
    String chosen =
        joined(graph, "class-chosen", ElementWiseVertex.Op.Product, "class-scores", label);
    // A sum along a row, which no vertex is: the mean of a picture of one column, times its height.
    graph.addVertex(
        "class-column", new ReshapeVertex('c', new int[] {-1, 1, classes, 1}, null), chosen);
    graph.addLayer("class-mean", mean(classes), "class-column");
    graph.addVertex("class-means", new ReshapeVertex('c', new int[] {-1, 1}, null), "class-mean");
    graph.addVertex("class-score", new ScaleVertex(classes), "class-means");
    return joined(graph, "score", ElementWiseVertex.Op.Add, "features-score", "class-score");
  }

  private static SubsamplingLayer mean(int rows) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
        .kernelSize(rows, 1)
        .stride(rows, 1)
        .build();
  }

  /**
   * {@return conditional BatchNorm (de Vries et al. 2017, arXiv:1707.00683; of GANs, Miyato and
   * Koyama 2018): images are normalised over the whole batch, then scaled and shifted by what
   * belongs to their class. The scales begin at 1, the shifts at 0: then it is BatchNorm}
   *
   * @param graph to add to
   * @param images {@code [batch, channels, height, width]}
   * @param norm whose own scales and shifts stay, for all classes alike
   * @param channels of the images
   * @param label {@code [batch, classes]}
   * @param classes how many there are
   */
  public static String batchNorm(
      GraphBuilder graph,
      String images,
      BatchNormalization norm,
      int channels,
      String label,
      int classes) {
    String normal = images + "-normal";
    graph.addLayer(normal, norm, images);
    String scaled =
        joined(
            graph,
            images + "-scaled",
            ElementWiseVertex.Op.Product,
            normal,
            ofChannels(graph, images + "-scale", channels, label, classes, 1));
    return joined(
        graph,
        images + "-shifted",
        ElementWiseVertex.Op.Add,
        scaled,
        ofChannels(graph, images + "-shift", channels, label, classes, 0));
  }

  /** Adds a number for each channel and class, {@code [batch, channels, 1, 1]}. */
  private static String ofChannels(
      GraphBuilder graph, String name, int channels, String label, int classes, double first) {
    graph.addLayer(name, perClass(classes, channels, new WeightInitConstant(first)), label);
    String points = name + "-points";
    graph.addVertex(points, new ReshapeVertex('c', new int[] {-1, channels, 1, 1}, null), name);
    return points;
  }

  private static String joined(
      GraphBuilder graph, String name, ElementWiseVertex.Op how, String one, String other) {
    graph.addVertex(name, new ElementWiseVertex(how), one, other);
    return name;
  }

  private static DenseLayer perClass(int classes, int size, IWeightInit weights) {
    return new DenseLayer.Builder()
        .nIn(classes)
        .nOut(size)
        .hasBias(false)
        .weightInit(weights)
        .activation(new ActivationIdentity())
        .build();
  }

  /** Returns a dense layer that gives plain numbers. */
  static DenseLayer score(int size, int numbers, IWeightInit weights) {
    return new DenseLayer.Builder()
        .nIn(size)
        .nOut(numbers)
        .weightInit(weights)
        .activation(new ActivationIdentity())
        .build();
  }
}

package org.gan4j.game;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.SampleShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Mirza and Osindero 2014 (arXiv:1411.1784): a label beside latents and beside images. The trainer
 * is the usual one; the labels come with the batches, as a row of zeros and a one each.
 */
final class ConditionalGan {
  static final ImageShape IMAGE = ImageShape.gray(8, 8);
  static final SampleShape LABEL = SampleShape.vector(2);

  private ConditionalGan() {}

  static GanTrainer trainer(GanSettings settings, IUpdater updater) {
    return new GanTrainer(
        Generator.of(besideALabel(3, IMAGE.size(), Activation.TANH, updater), IMAGE, LABEL),
        Discriminator.of(besideALabel(IMAGE.size(), 1, Activation.IDENTITY, updater), IMAGE, LABEL),
        settings);
  }

  static ComputationGraph besideALabel(int in, int out, Activation last, IUpdater updater) {
    return new ComputationGraph(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(DataType.DOUBLE)
            .updater(updater)
            .graphBuilder()
            .addInputs("in", "label")
            .addVertex("both", new MergeVertex(), "in", "label")
            .addLayer("hidden", dense(in + LABEL.size(), 9, Activation.TANH), "both")
            .addLayer("out", dense(9, out, last), "hidden")
            .setOutputs("out")
            .build());
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}

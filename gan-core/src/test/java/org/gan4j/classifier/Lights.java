package org.gan4j.classifier;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.data.LabelledImages;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** Noise of 6 x 6 pixels around three greys, which are the classes: easy to learn. */
record Lights(int size, int classes, long seed) implements LabelledImages {
  @Override
  public ImageShape shape() {
    return ImageShape.gray(6, 6);
  }

  @Override
  public int label(int index) {
    return index % classes;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    SplittableRandom random = new SplittableRandom(seed + index);
    for (int i = 0; i < shape().size(); i++) {
      target[offset + i] = (byte) (20 + 80 * label(index) + random.nextInt(40));
    }
  }

  /** Returns a network that gives so many numbers for an image. */
  static MultiLayerNetwork network(int outputs, Activation last) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .list(
                    new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build(),
                    new DenseLayer.Builder().nOut(outputs).activation(last).build())
                .setInputType(InputType.convolutional(6, 6, 1))
                .build());
    network.init();
    return network;
  }
}

package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.OneHot;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains classifiers: softmax and cross-entropy, shuffled batches of 128 (or of all images, where
 * there are fewer), each image moved by up to one pixel at random, and learning rates that fall
 * epoch by epoch in a straight line, from the network's own in the first to one part of {@code
 * epochs} of it in the last. Images have values in {@link #RANGE}.
 *
 * @param epochs how often each image is looked at, at least 1; what is left of an epoch and does
 *     not fill a batch is left out
 * @param seed decides the order of the images and their moves, and what dropout draws
 */
public record ClassifierTraining(int epochs, long seed) {
  /** The values of black and white in the images that a network is trained on. */
  public static final ValueRange RANGE = ValueRange.UNIT;

  private static final int BATCH = 128;

  /**
   * Checks the epochs.
   *
   * @param epochs at least 1
   * @param seed any number
   * @throws IllegalArgumentException if {@code epochs} is below 1
   */
  public ClassifierTraining {
    checkArgument(epochs >= 1, "a classifier is trained for at least 1 epoch, not %s", epochs);
  }

  /**
   * {@return how many images a training looks at in all}
   *
   * @param images that it would train on
   */
  public long shown(ImageSet images) {
    return (long) epochs * batches(images) * batchSize(images);
  }

  private static int batchSize(ImageSet images) {
    return Math.min(BATCH, images.size());
  }

  private static int batches(ImageSet images) {
    return images.size() / batchSize(images);
  }

  /**
   * {@return a copy of the network after training, which ends in softmax}
   *
   * @param network takes {@code [batch, channels, height, width]} and gives a number for each
   *     class, without an activation function (identity); it is trained itself, too
   * @param images of at least two classes
   * @param progress is told after each batch how many images it had
   * @throws IllegalArgumentException if there is one class, or the network does not take the
   *     images, or gives another number of values than there are classes
   */
  public MultiLayerNetwork train(
      MultiLayerNetwork network, LabelledImages images, IntConsumer progress) {
    NetworkEngine engine = NetworkEngine.of(network);
    check(engine, images);
    checkOutput(engine);
    engine.seed(Seeds.derive(seed, "noise of a classifier"));
    for (int epoch = 0; epoch < epochs; epoch++) {
      if (epoch > 0) {
        engine.scaleLearningRate((double) (epochs - epoch) / (epochs - epoch + 1));
      }
      train(engine, new Epoch(images, Seeds.at(Seeds.derive(seed, "epochs"), epoch)), progress);
    }
    return withSoftmax(network);
  }

  private static void check(NetworkEngine engine, LabelledImages images) {
    ImageShape shape = images.shape();
    checkArgument(
        images.classes() >= 2,
        "a classifier tells at least 2 classes apart, and all images are of 1: add another class");
    try (INDArray image = Nd4j.zeros(engine.dataType(), shape.batch(1));
        INDArray logits = engine.infer(image)) {
      checkArgument(
          Arrays.equals(logits.shape(), new long[] {1, images.classes()}),
          "the network gives %s for an image; of %s classes [1, %s] was expected",
          Arrays.toString(logits.shape()),
          images.classes(),
          images.classes());
    }
  }

  /** Softmax comes with the loss; twice would be wrong, and learn slowly. */
  private static void checkOutput(NetworkEngine engine) {
    engine
        .outputActivation(0)
        .ifPresent(
            last ->
                checkArgument(
                    last instanceof ActivationIdentity,
                    "the network ends in %s, and one that is trained gives plain numbers: give its"
                        + " last layer the activation function identity",
                    last));
  }

  private static void train(NetworkEngine engine, Epoch epoch, IntConsumer progress) {
    int count = batchSize(epoch.images());
    for (int i = 0; i < batches(epoch.images()); i++) {
      try (LabelledBatch batch = epoch.batch(i * count, count)) {
        step(engine, batch);
      }
      progress.accept(count);
    }
  }

  private static void step(NetworkEngine engine, LabelledBatch batch) {
    EnginePass pass = engine.forward(batch.images());
    try (INDArray logits = pass.output();
        INDArray wanted = OneHot.of(batch.labels().toArray(), (int) logits.size(1));
        ScoreLoss loss = CrossEntropy.of(logits, wanted)) {
      pass.accumulate(loss.gradient());
    }
    engine.update();
  }

  private static MultiLayerNetwork withSoftmax(MultiLayerNetwork network) {
    MultiLayerNetwork copy = network.clone();
    int last = copy.getnLayers() - 1;
    BaseLayer layer = (BaseLayer) copy.getLayerWiseConfigurations().getConf(last).getLayer();
    layer.setActivationFn(new ActivationSoftmax());
    return copy;
  }
}

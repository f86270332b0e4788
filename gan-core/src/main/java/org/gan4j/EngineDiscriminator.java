package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A discriminator that is a Deeplearning4j network. */
final class EngineDiscriminator extends EnginePlayer implements Discriminator {

  private EngineDiscriminator(NetworkEngine engine, SampleShape shape) {
    super(engine, shape, shape.batch(1), inputs(shape));
    long[] scores = probe();
    checkArgument(
        Arrays.equals(scores, new long[] {1, 1}),
        "the discriminator gives %s for one image; it has to give one score, [1, 1]",
        Arrays.toString(scores));
  }

  private static List<long[]> inputs(SampleShape shape) {
    long[] row = {1, shape.size()};
    return Arrays.equals(shape.batch(1), row) ? List.of(row) : List.of(shape.batch(1), row);
  }

  static Discriminator of(Model network, SampleShape shape) {
    NetworkEngine engine = NetworkEngine.of(network);
    engine
        .outputActivation()
        .ifPresent(
            activation ->
                checkArgument(
                    activation instanceof ActivationIdentity,
                    "the discriminator ends in %s; it has to give raw scores: set the last layer's"
                        + " activation to Activation.IDENTITY, the losses apply the sigmoid",
                    activation));
    return new EngineDiscriminator(engine, shape);
  }

  @Override
  public INDArray forward(INDArray images) {
    return engine().forward(inside(images));
  }

  @Override
  public INDArray inputGradient(INDArray gradient) {
    return outside(engine().inputGradient(gradient));
  }

  @Override
  public INDArray score(INDArray images) {
    return engine().infer(inside(images));
  }
}

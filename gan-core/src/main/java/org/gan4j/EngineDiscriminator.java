package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ObjectArrays;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A discriminator that is a Deeplearning4j network. */
final class EngineDiscriminator extends EnginePlayer implements Discriminator {
  private static final int PATCHES = 4; // dimensions of a map of scores

  private final SampleShape shape;
  private final List<SampleShape> given;

  private EngineDiscriminator(
      NetworkEngine engine, SampleShape shape, ShapeAdapters shapes, List<SampleShape> given) {
    super(engine, shapes.inputs(), shapes.outputs());
    this.shape = shape;
    this.given = ImmutableList.copyOf(given);
  }

  static Discriminator of(Model network, SampleShape shape, List<SampleShape> given) {
    NetworkEngine engine = NetworkEngine.of(network);
    checkInputs(engine, 1 + given.size());
    checkActivation(engine);
    Stream<SampleShape> taken = Stream.concat(Stream.of(shape), given.stream());
    ShapeAdapters shapes = ShapeAdapters.of(engine, taken.map(ShapeAdapter::ways).toList());
    checkScores(shapes.given().get(0));
    return new EngineDiscriminator(engine, shape, shapes, given);
  }

  private static void checkActivation(NetworkEngine engine) {
    engine
        .outputActivation(0)
        .ifPresent(
            activation ->
                checkArgument(
                    activation instanceof ActivationIdentity,
                    "the discriminator ends in %s; it has to give raw scores: set the last layer's"
                        + " activation to Activation.IDENTITY, the losses apply the sigmoid",
                    activation));
  }

  private static void checkScores(long[] scores) {
    checkArgument(
        scores.length == 2 || (scores.length == PATCHES && scores[1] == 1),
        "the discriminator gives %s for one image; it has to give scores: [1, 1], [1, m], or [1, 1,"
            + " height, width] of patches",
        Arrays.toString(scores));
  }

  @Override
  public SampleShape sampleShape() {
    return shape;
  }

  @Override
  public List<SampleShape> given() {
    return given;
  }

  @Override
  public INDArray score(INDArray images, INDArray... given) {
    return first(infer(ObjectArrays.concat(images, given)));
  }
}

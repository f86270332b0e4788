package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Link;
import org.gan4j.Pass;
import org.gan4j.Player;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A generator followed by a frozen discriminator: what a generator is trained through. Latents go
 * in, scores come out; the gradient comes back through the discriminator, which it does not change,
 * into the generator, whose parameters it is for.
 *
 * <p>A {@link GanTrainer} plays its steps on a {@link org.gan4j.flow.Tape}, of which this is the
 * rule: who does not descend is frozen. This class is the rule by itself, to be used and to be
 * looked at.
 *
 * <p>There is one copy of each network, the players themselves, and nothing has to be switched to
 * "not trainable" and back: a backward pass through the discriminator asks for the gradient at its
 * images alone. Its parameters, updater state, waiting gradients and BatchNorm statistics are the
 * same bits afterwards.
 *
 * <p><b>BatchNorm and dropout of the frozen discriminator</b> work as they do when it is trained:
 * BatchNorm normalises with the statistics of the generated batch, and the gradient takes into
 * account that they depend on the images; dropout draws a new mask in each pass. The generator so
 * learns to satisfy the very function that the discriminator is trained as. Deeplearning4j's frozen
 * layers, and Keras' with {@code trainable = False} since version 2.0 of TensorFlow, use running
 * statistics and no dropout there, that is, another function; and the running statistics mix real
 * and generated images. What freezing does forbid is that the pass moves the running statistics.
 */
public final class FrozenStack implements Link {
  private final Generator generator;
  private final Discriminator discriminator;
  private INDArray images = Nd4j.empty(); // of the last forward pass

  /**
   * Stacks two networks.
   *
   * @param generator makes the images
   * @param discriminator judges them
   * @throws IllegalArgumentException if the images that one makes are not those that the other
   *     takes
   */
  public FrozenStack(Generator generator, Discriminator discriminator) {
    checkArgument(
        generator.sampleShape().equals(discriminator.sampleShape()),
        "the generator makes samples of %s, the discriminator judges samples of %s: build both for"
            + " the same shape",
        generator.sampleShape(),
        discriminator.sampleShape());
    checkArgument(
        generator.dataType() == discriminator.dataType(),
        "the generator computes in %s, the discriminator in %s: build both with the same data type",
        generator.dataType(),
        discriminator.dataType());
    this.generator = generator;
    this.discriminator = discriminator;
  }

  /** {@return both players, by the names that they have in a {@link GanTrainer}} */
  Map<String, Player> players() {
    return ImmutableMap.of("generator", generator, "discriminator", discriminator);
  }

  /**
   * {@return a pass whose outputs are the scores of newly generated images, in training mode. The
   * images themselves are the stack's; it keeps them for the ways back, through the discriminator
   * alone too, and frees them in its next forward pass}
   *
   * @param latents {@code [batch, latentSize]}, and behind them what both players are given beside;
   *     not to be changed or closed while there may be a way back
   */
  @Override
  public Pass forward(INDArray... latents) {
    images.close();
    Pass made = generator.forward(latents);
    images = made.output();
    INDArray[] judged = latents.clone();
    judged[0] = images;
    return new Stacked(made, discriminator.forward(judged));
  }

  /**
   * A way back that leads through the frozen discriminator to the generator.
   *
   * @param made the generator's pass
   * @param judged the discriminator's
   */
  private record Stacked(Pass made, Pass judged) implements Pass {
    @Override
    public List<INDArray> outputs() {
      return judged.outputs();
    }

    @Override
    public List<INDArray> backward(INDArray... gradients) {
      try (INDArray atImages = atImages(gradients)) {
        return made.backward(atImages);
      }
    }

    @Override
    public void accumulate(INDArray... gradients) {
      try (INDArray atImages = atImages(gradients)) {
        made.accumulate(atImages);
      }
    }

    @Override
    public List<INDArray> inputGradients(INDArray... gradients) {
      try (INDArray atImages = atImages(gradients)) {
        return made.inputGradients(atImages);
      }
    }

    private INDArray atImages(INDArray... gradients) {
      List<INDArray> atInputs = judged.inputGradients(gradients);
      atInputs.stream().skip(1).forEach(INDArray::close);
      return atInputs.get(0);
    }

    @Override
    public Pass at(INDArray... inputs) {
      Pass other = made.at(inputs);
      INDArray[] shown = inputs.clone();
      shown[0] = other.output();
      return new Stacked(other, judged.at(shown));
    }
  }
}

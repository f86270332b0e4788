package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A generator followed by a frozen discriminator: what a generator is trained through. Latents go
 * in, scores come out; the gradient comes back through the discriminator, which it does not change,
 * into the generator, whose parameters it is for.
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
public final class FrozenStack {
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

  /**
   * {@return the scores of newly generated images, {@code [batch, 1]}, in training mode: a new
   * array, the caller's. The images themselves are the stack's; it keeps them for backward passes,
   * through the discriminator alone too, and frees them in its next forward pass}
   *
   * @param latents {@code [batch, latentSize]}, not to be changed or closed before {@link
   *     #backward}
   */
  public INDArray forward(INDArray latents) {
    images.close();
    images = generator.forward(latents);
    return discriminator.forward(images);
  }

  /** As {@link #forward}, of images that the generator has just made; they are the stack's then. */
  INDArray judge(INDArray made) {
    images.close();
    images = made;
    return discriminator.forward(images);
  }

  /**
   * {@return the gradient at the latents, {@code [batch, latentSize]}, a new array, the caller's;
   * the generator keeps those of its parameters for its update}
   *
   * @param gradient of the loss at the scores of the last {@link #forward}, {@code [batch, 1]}
   */
  public INDArray backward(INDArray gradient) {
    try (INDArray atImages = discriminator.inputGradient(gradient)) {
      return generator.backward(atImages);
    }
  }

  /**
   * Brings the gradients to the generator's parameters, for its update, and spares the work for the
   * gradient at the latents.
   *
   * @param gradient of the loss at the scores of the last {@link #forward}, {@code [batch, 1]}
   */
  public void accumulate(INDArray gradient) {
    try (INDArray atImages = discriminator.inputGradient(gradient)) {
      generator.accumulate(atImages);
    }
  }
}

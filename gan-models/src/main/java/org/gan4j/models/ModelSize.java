package org.gan4j.models;

/**
 * How large the networks of a model are for images of a shape, and what their training takes; known
 * before anything is allocated.
 *
 * @param generatorParameters of the generator
 * @param discriminatorParameters of the discriminator
 * @param bytes outside Java's heap that are needed at least: parameters, gradients, the optimisers'
 *     state, and what the layers give for a batch
 * @param batchNorm whether a network normalises by the batch, which then needs several images
 */
public record ModelSize(
    long generatorParameters, long discriminatorParameters, long bytes, boolean batchNorm) {
  /** {@return how many parameters both networks have} */
  public long parameters() {
    return generatorParameters + discriminatorParameters;
  }
}

package org.gan4j.train;

/**
 * What one training step gave.
 *
 * @param step which step, counted from 1
 * @param imagesSeen real images that the discriminator has been trained on so far
 * @param discriminatorLoss the last discriminator update's loss, the mean of real and fake
 * @param generatorLoss the last generator update's loss
 * @param onReal the mean judgement of real images, D(x): a probability with a logistic loss
 * @param onFake the mean judgement of generated images, D(G(z))
 */
public record StepResult(
    long step,
    long imagesSeen,
    double discriminatorLoss,
    double generatorLoss,
    double onReal,
    double onFake) {}

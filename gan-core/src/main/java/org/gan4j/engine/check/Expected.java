package org.gan4j.engine.check;

/**
 * What a layer is expected to give.
 *
 * @param output of the forward pass
 * @param atInput the gradient at the input
 * @param atParameters the gradients of the first parameters; as many as the reference has
 */
record Expected(Bounded output, Bounded atInput, Bounded atParameters) {}

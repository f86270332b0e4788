/**
 * How a Deeplearning4j network is run as a player: forward, backward to parameters and to the
 * input, one optimiser step. With those below it the only package that touches DL4J's layers,
 * gradients and updaters; it knows nothing of the game.
 */
package org.gan4j.engine;

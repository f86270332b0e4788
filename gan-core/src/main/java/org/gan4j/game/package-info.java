/**
 * The adversarial game: the base of trainers of any number of players, the trainer of a generator
 * and a discriminator that people subclass, its settings, the update schemes, and the frozen stack.
 */
package org.gan4j.game;

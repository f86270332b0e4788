/**
 * The adversarial game: the trainer that people subclass, the frozen stack, and what listens to a
 * run.
 */
package org.gan4j.train;

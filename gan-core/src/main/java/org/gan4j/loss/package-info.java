/** The rules of the game: scores in, value and gradient out. Nothing here knows a network. */
package org.gan4j.loss;

/** The nouns of an adversarial game and the values that describe what passes between them. */
package org.gan4j;

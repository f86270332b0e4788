/**
 * Guards against runs that go wrong: numbers that are not finite, a discriminator that has won, a
 * generator that has collapsed.
 */
package org.gan4j.guard;

/**
 * Kernels of ND4J's own native ops, on buffers made once: single and double precision, on every
 * platform. Internal.
 */
package org.gan4j.engine.ops;

/**
 * Kernels of ND4J's own native ops, on buffers made once: single and double precision, on every
 * platform. Internal: it may change without notice.
 */
package org.gan4j.engine.ops;

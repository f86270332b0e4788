/**
 * Kernels of oneDNN, called directly on the memory of ND4J's arrays. Internal: it may change
 * without notice.
 */
package org.gan4j.engine.onednn;

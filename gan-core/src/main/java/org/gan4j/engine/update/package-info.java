/**
 * What changes the parameters of a network: optimisers on DL4J's own arrays, learning rates, moving
 * averages. Internal: it may change without notice.
 */
package org.gan4j.engine.update;

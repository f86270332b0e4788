/**
 * Layers for networks of one's own that Deeplearning4j does not have. A file of a network that has
 * one opens where gan4j is on the class path.
 */
package org.gan4j.layer;

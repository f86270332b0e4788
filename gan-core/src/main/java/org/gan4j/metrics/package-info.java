/**
 * Measures of how good generated images are: distances between sets of images, their variety, and
 * whether they are copies. Mathematics on features; nothing here trains.
 */
package org.gan4j.metrics;

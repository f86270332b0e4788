/**
 * Classifiers of images, whose features generated images are measured by: training them, the files
 * that they are kept in, and those that come with the library.
 */
package org.gan4j.classifier;

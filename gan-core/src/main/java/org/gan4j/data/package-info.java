/**
 * Sources of real images, held as bytes and handed out as batches in a generator's value range. The
 * packages below it read them from files, download or draw them.
 */
package org.gan4j.data;

/** Sources of real images, held as bytes and handed out as batches in a generator's value range. */
package org.gan4j.data;

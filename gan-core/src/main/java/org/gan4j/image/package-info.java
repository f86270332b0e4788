/** Pictures of images, drawn and written without a display. */
package org.gan4j.image;

/**
 * Alterations of images on their way to the discriminator, real and generated ones alike, through
 * which there is a way back.
 */
package org.gan4j.augment;

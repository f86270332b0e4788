/** The networks of the well-known GAN tutorials, and the recipes that train them. */
package org.gan4j.models;

/**
 * A run of {@code gan train} on the disk: its folder, its configuration, its lock, and the data
 * that it is trained on, as users name them. No word of the command line's options.
 */
package org.gan4j.run;

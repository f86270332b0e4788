/**
 * A run of {@code gan train} on the disk: its folder, its configuration, its lock, and the data
 * that it is trained on, as users name them. It does not know how options are read; what it says to
 * users names them.
 */
package org.gan4j.run;

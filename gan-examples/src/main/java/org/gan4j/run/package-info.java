/**
 * A run of {@code gan train} on the disk: its folder, its configuration, its lock, and the data
 * that it is trained on, as users name them. It knows no options, and names none: what to do about
 * something by which option, {@code org.gan4j.cli} says.
 */
package org.gan4j.run;

/**
 * What goes around a game: what all trainers of several players have in common, their runs and what
 * listens to them, their state, and the moving average of a player.
 */
package org.gan4j.train;

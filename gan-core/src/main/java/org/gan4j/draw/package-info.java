/**
 * Drawing with a trained generator: its file, pools of several threads, the best of many samples,
 * walks between latents.
 */
package org.gan4j.draw;

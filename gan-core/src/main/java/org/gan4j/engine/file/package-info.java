/**
 * Reading and writing networks: Deeplearning4j's model files, of which nothing is believed that has
 * not been checked, and networks that stay in them until another one takes over what they hold.
 */
package org.gan4j.engine.file;

/**
 * What a step of training is made of: {@link org.gan4j.flow.Flow flows} through {@link
 * org.gan4j.Link links}, written down on a {@link org.gan4j.flow.Tape}, and {@link
 * org.gan4j.flow.Term terms} that players descend.
 */
package org.gan4j.flow;

/** Everything periodic: what happens every n steps of a run, and what is written beside it. */
package org.gan4j.listener;

/** Files from which a run goes on as if it had never ended. */
package org.gan4j.checkpoint;

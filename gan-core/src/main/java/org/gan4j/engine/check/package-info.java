/** Whether this machine computes rightly: kernels and optimisers against plain Java in double. */
package org.gan4j.engine.check;

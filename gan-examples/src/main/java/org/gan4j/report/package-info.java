/** Pages about runs: one file each, that any browser shows without a network. */
package org.gan4j.report;

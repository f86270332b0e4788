/** The {@code gan} command: trains, generates and reports, with the library and nothing else. */
package org.gan4j.cli;

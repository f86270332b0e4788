/** Options that several commands have, and how values of options are read. */
package org.gan4j.cli.option;

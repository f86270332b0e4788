/** What {@code gan info} explains: runs, networks, classifiers and data, each by one class. */
package org.gan4j.cli.info;

/** Examples, one file each, made with the library alone. */
package org.gan4j.examples;

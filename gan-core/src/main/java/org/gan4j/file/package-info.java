/** Files that are written whole or not at all. */
package org.gan4j.file;

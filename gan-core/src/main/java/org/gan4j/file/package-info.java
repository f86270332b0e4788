/**
 * Files that are written whole or not at all, and what is read of strangers: archives, JSON, texts.
 * Internal: it may change without notice.
 */
package org.gan4j.file;

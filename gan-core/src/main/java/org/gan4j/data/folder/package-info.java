/**
 * Folders of image files: which files there are, the formats of their pictures, decoding, fitting
 * and the cache of what was decoded; and what any file of data is.
 */
package org.gan4j.data.folder;

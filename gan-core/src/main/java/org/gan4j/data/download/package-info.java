/**
 * Published data sets that are downloaded where they are missing, and how: mirrors, checksums,
 * proxies, patience.
 */
package org.gan4j.data.download;

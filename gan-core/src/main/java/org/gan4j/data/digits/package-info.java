/** Digits that are drawn by code, and need no download. */
package org.gan4j.data.digits;

package org.gan4j.data.download;

import java.util.List;

/**
 * A file of a published data set.
 *
 * @param name what it is called where it is published, and in the folder it is downloaded to
 * @param aliases other names under which a folder may have its content, for example unpacked
 * @param md5 the checksum of what is published, 32 hexadecimal digits in lower case
 * @param maxBytes what a download may be at most
 */
record RemoteFile(String name, List<String> aliases, String md5, long maxBytes) {}

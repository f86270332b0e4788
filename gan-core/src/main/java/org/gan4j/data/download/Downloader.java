package org.gan4j.data.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads files from the first mirror that has them. A file appears in its folder complete and
 * with the right checksum, or not at all.
 */
final class Downloader {
  private static final Logger log = LoggerFactory.getLogger(Downloader.class);
  private static final int ATTEMPTS = 3;

  private final List<URI> mirrors;
  private final Patience patience;
  private final Map<String, String> environment;

  /**
   * Creates a downloader.
   *
   * @param mirrors folders on the web, in the order in which they are tried; each ends in a slash
   */
  Downloader(List<URI> mirrors, Patience patience) {
    this(mirrors, patience, System.getenv());
  }

  /**
   * Creates a downloader.
   *
   * @param environment may name proxies
   */
  Downloader(List<URI> mirrors, Patience patience, Map<String, String> environment) {
    this.mirrors = List.copyOf(mirrors);
    this.patience = patience;
    this.environment = environment;
  }

  /**
   * {@return where the downloaded file is}
   *
   * @throws GanException if no mirror gives the file; it says what each of them did
   */
  Path fetch(RemoteFile file, Path folder) {
    Transfer transfer = new Transfer(file, patience, environment);
    Path target = folder.resolve(file.name());
    try {
      WholeFile.makeFolderOf(target);
      fetchFromAny(transfer, file, target);
      return target;
    } catch (IOException e) {
      throw new GanException("%s cannot be written to: %s".formatted(folder, e), e);
    }
  }

  private void fetchFromAny(Transfer transfer, RemoteFile file, Path target)
      throws FileSystemException {
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI from = mirror.resolve(file.name());
      try {
        log.info("downloading {}{}", from, transfer.way(from));
        fetchFrom(from, transfer, target);
        return;
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        failures.add("  " + from + transfer.way(from) + ": " + reason(e));
      }
    }
    throw new GanException(
        "%s could not be downloaded:%n%s".formatted(file.name(), String.join("\n", failures)));
  }

  private void fetchFrom(URI from, Transfer transfer, Path target) throws IOException {
    for (int attempt = 1; true; attempt++) {
      try {
        WholeFile.write(target, out -> transfer.run(from, out));
        return;
      } catch (Transfer.RefusedException | FileSystemException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        log.info("attempt {} at {} failed: {}", attempt, from, reason(e));
        pause(attempt);
      }
    }
  }

  private void pause(int attempts) {
    try {
      Thread.sleep(patience.pause().apply(attempts).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GanException("the download was interrupted", e);
    }
  }

  /** The exceptions of the JDK's client often have no message: then the name has to do. */
  private static String reason(IOException e) {
    String known = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof SSLHandshakeException) {
      return "its certificate is none that Java trusts (%s): does a proxy look into connections? Then"
              .formatted(known)
          + " Java has to know the proxy's, by -Djavax.net.ssl.trustStore";
    }
    return e instanceof ConnectException ? "no connection (" + known + ")" : known;
  }
}

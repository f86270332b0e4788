package org.gan4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What a program was built of and runs on.
 *
 * @param gan4j of this library
 * @param nd4j of ND4J and Deeplearning4j
 * @param java of the running Java
 */
record Versions(String gan4j, String nd4j, String java) {

  /** Returns those of this program. */
  static Versions present() {
    Properties built = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        built.getProperty("gan4j"), built.getProperty("nd4j"), Runtime.version().toString());
  }

  /** What {@code --version} prints. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Versions present = present();
      return new String[] {
        "gan4j %s (Deeplearning4j %s, Java %s)"
            .formatted(present.gan4j(), present.nd4j(), present.java())
      };
    }
  }
}

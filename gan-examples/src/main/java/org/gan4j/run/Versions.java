package org.gan4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a program was built of and runs on.
 *
 * @param gan4j of this library
 * @param nd4j of ND4J and Deeplearning4j
 * @param java of the running Java
 */
public record Versions(String gan4j, String nd4j, String java) {

  /** {@return those of this program} */
  public static Versions present() {
    Properties built = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        built.getProperty("gan4j"), built.getProperty("nd4j"), Runtime.version().toString());
  }
}

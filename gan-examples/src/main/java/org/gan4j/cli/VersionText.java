package org.gan4j.cli;

import org.gan4j.run.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Versions present = Versions.present();
    return new String[] {
      "gan4j %s (Deeplearning4j %s, Java %s)"
          .formatted(present.gan4j(), present.nd4j(), present.java())
    };
  }
}

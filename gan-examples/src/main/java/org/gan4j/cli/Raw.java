package org.gan4j.cli;

import picocli.CommandLine.Option;

/** The option that asks for the generator of a run's last step. */
final class Raw {
  @Option(
      names = "--raw",
      description =
          "Take the generator as it was after the last step, and not its average over the steps"
              + " before, which is taken of a run that has one.")
  private boolean asked;

  boolean asked() {
    return asked;
  }
}

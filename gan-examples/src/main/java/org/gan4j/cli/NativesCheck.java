package org.gan4j.cli;

import org.gan4j.engine.check.MachineCheck;
import org.gan4j.engine.check.Outcome;

/**
 * Natives that could not be loaded, so that nothing else can be checked.
 *
 * @param cause why
 */
record NativesCheck(Throwable cause) implements MachineCheck {
  @Override
  public String name() {
    return "natives";
  }

  @Override
  public String by() {
    return "ND4J";
  }

  @Override
  public String advice() {
    return NativesAdvice.advice(cause);
  }

  @Override
  public Outcome run() {
    return new Outcome(Double.POSITIVE_INFINITY, NativesAdvice.reason(cause));
  }
}

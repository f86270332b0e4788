package org.gan4j.report;

import java.util.Locale;

/** How a run stands. */
public enum Status {
  /** It trains at this moment. */
  RUNNING,
  /** It has made all its steps. */
  FINISHED,
  /** It ended earlier and can go on. */
  STOPPED,
  /** A step, or something that accompanies the run, has failed. */
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.gan4j.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** The memory outside Java's heap, where networks and arrays are. */
final class NativeMemory {
  private NativeMemory() {}

  /**
   * Returns how many bytes this process can have at most: what the machine or its container has, or
   * less where JavaCPP keeps to a limit.
   */
  static long most() {
    long limit = Pointer.maxPhysicalBytes();
    return limit > 0 ? Math.min(limit, machine()) : machine();
  }

  /** Returns how many bytes the machine has, or the container that this process is in. */
  static long machine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}

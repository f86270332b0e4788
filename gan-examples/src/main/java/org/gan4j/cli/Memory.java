package org.gan4j.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.cli.info.Table;

/**
 * How much memory there is, and may be taken. ND4J's arrays are outside Java's heap and counted by
 * nobody; JavaCPP compares what the whole process has with a limit, which by default follows from
 * -Xmx and not from the machine.
 */
final class Memory {
  /** JavaCPP's property for what the whole process may have. */
  static final String LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  /** Of what there is, for others and for what comes between two looks. */
  private static final double SHARE = 0.9;

  private Memory() {}

  /**
   * Limits this process to what the machine, or its container, has, unless the user says otherwise;
   * to be called before JavaCPP is loaded. Beyond that the system would end it without a word.
   */
  static void bound() {
    if (System.getProperty(LIMIT) == null
        && System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
      System.setProperty(LIMIT, Long.toString((long) (SHARE * total())));
    }
  }

  /** Returns the bytes that the machine has, or its container may use. */
  static long total() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  /** Returns the bytes that this process may have: of all there are, as many as its limit lets. */
  static long most() {
    long limit = Pointer.maxPhysicalBytes();
    return limit > 0 ? Math.min(limit, total()) : total();
  }

  /** Returns the limit of this process and where it comes from, for people. */
  static String limit() {
    return "%,d MB of the %,d MB of this machine or container (-D%s)"
        .formatted(Pointer.maxPhysicalBytes() >> 20, total() >> 20, LIMIT);
  }

  /** Adds rows about it. */
  static void describe(Table table) {
    table.row("memory", limit());
    quota(Path.of("/sys/fs/cgroup"))
        .ifPresent(percent -> table.row("container", "%.2f processors".formatted(percent / 100.0)));
  }

  /** Returns the percentage of a processor that a container may use, if there is a limit. */
  static OptionalLong quota(Path cgroup) {
    try {
      Path second = cgroup.resolve("cpu.max");
      String[] words =
          Files.exists(second)
              ? Files.readString(second).strip().split(" ")
              : new String[] {
                Files.readString(cgroup.resolve("cpu/cpu.cfs_quota_us")).strip(),
                Files.readString(cgroup.resolve("cpu/cpu.cfs_period_us")).strip()
              };
      long quota = words[0].equals("max") ? -1 : Long.parseLong(words[0]);
      return quota <= 0
          ? OptionalLong.empty()
          : OptionalLong.of(100 * quota / Long.parseLong(words[1]));
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // no container, or another system
    }
  }
}

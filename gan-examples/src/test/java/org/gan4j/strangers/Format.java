package org.gan4j.strangers;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A kind of file that is read.
 *
 * @param name of it; the files are named so too
 * @param seeds whole files, which mutations begin from
 * @param refusals the exceptions by which its reader says that a file is none
 * @param reader reads a file and frees what it gives
 */
public record Format(
    String name, List<byte[]> seeds, Set<Class<? extends Exception>> refusals, Reader reader) {
  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads.
     *
     * @param file mutated
     * @throws Exception one of the refusals, or what must not be
     */
    void read(Path file) throws Exception;
  }
}

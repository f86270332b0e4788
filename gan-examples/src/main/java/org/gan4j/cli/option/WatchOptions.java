package org.gan4j.cli.option;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that let somebody watch a run while it trains; they change nothing in it. */
public final class WatchOptions {
  private static final int ANY_FREE = 0;
  private static final int LARGEST = 65_535;

  @Option(
      names = "--live",
      arity = "0..1",
      paramLabel = "PORT",
      fallbackValue = "" + ANY_FREE,
      converter = Port.class,
      description =
          "Serve the report of the run to browsers on this machine while it trains, on a port, or"
              + " on any that is free; the page changes by itself.")
  private Integer port;

  @Option(
      names = "--tensorboard",
      description =
          "Write TensorBoard's event files into the folder of the run: the numbers of metrics.jsonl"
              + " and measures.jsonl, and the samples.")
  private boolean tensorBoard;

  /** {@return the port, 0 for any that is free, or nothing if none is wanted} */
  public OptionalInt port() {
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** {@return whether TensorBoard is to be fed} */
  public boolean tensorBoard() {
    return tensorBoard;
  }

  private static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= LARGEST) {
        return Integer.valueOf(value);
      }
      throw new TypeConversionException(
          "a port from 1 to %d is expected, or 0 for any, not '%s'".formatted(LARGEST, value));
    }
  }
}

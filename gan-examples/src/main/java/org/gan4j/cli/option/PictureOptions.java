package org.gan4j.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Locale;
import java.util.Optional;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;
import org.gan4j.run.PictureReading;
import org.gan4j.run.PictureReading.Colours;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say how the pictures of a folder are read. */
public final class PictureOptions {
  @ArgGroup private Channels channels;

  private static final class Channels {
    @Option(
        names = {"--grey", "--gray"},
        description = "Read a folder's images in grey: one channel (default: as they are stored).")
    private boolean grey;

    @Option(
        names = {"--color", "--colour"},
        description = "Read a folder's images in colour, grey ones too: three channels.")
    private boolean color;
  }

  @Option(
      names = "--background",
      paramLabel = "RRGGBB",
      description =
          "The colour behind transparent parts of a folder's images, as ffffff (default: 000000).")
  private String background;

  @Option(
      names = "--skip-unusable",
      paramLabel = "N|P%",
      description =
          "How many files of a folder of images may be damaged and are left out; gan info images:DIR"
              + " lists them (default: 10, or 1%% where that is more).")
  private String skip;

  /**
   * {@return how the pictures are read}
   *
   * @param otherwise as far as nothing is said
   * @throws IllegalArgumentException if something cannot be understood
   */
  public PictureReading reading(PictureReading otherwise) {
    return new PictureReading(
        channels == null
            ? otherwise.colours()
            : channels.grey ? Colours.GREY : channels.color ? Colours.COLOR : Colours.AS_STORED,
        Optional.ofNullable(background)
            .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^#", ""))
            .orElse(otherwise.background()),
        Optional.ofNullable(skip).orElse(otherwise.skip()));
  }

  /**
   * {@return data whose pictures are read in a way}
   *
   * @param data any
   * @param pictures how they are read
   * @throws IllegalArgumentException if they are no folder of pictures, and something is said of
   *     how they are read
   */
  public static DataSpec reading(DataSpec data, PictureReading pictures) {
    checkArgument(
        data.kind().equals(DataKind.IMAGES) || pictures.equals(PictureReading.AS_STORED),
        "--grey, --color, --background and --skip-unusable are for images:DIR, not for %s",
        data.name());
    return data.reading(pictures);
  }
}

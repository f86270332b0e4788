package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.data.folder.ImageFolder;

/**
 * How the pictures of a folder are read, as far as the user says it.
 *
 * @param colours what becomes of colours
 * @param background behind what is transparent, {@code RRGGBB}
 * @param skip how many bad files are left out, {@code N} or {@code P%}; empty for a few
 */
public record PictureReading(Colours colours, String background, String skip) {
  /** As the files are. */
  public static final PictureReading AS_STORED =
      new PictureReading(Colours.AS_STORED, "000000", "");

  /** Without colours. */
  public static final PictureReading GREY = new PictureReading(Colours.GREY, "000000", "");

  /** In colour, grey ones too. */
  public static final PictureReading COLOR = new PictureReading(Colours.COLOR, "000000", "");

  private static final String NUMBER = "\\d{1,9}";
  private static final String PERCENT = "(100|\\d{1,2})(\\.\\d+)?%";

  /** What becomes of colours. */
  public enum Colours {
    /** Stay as they are. */
    AS_STORED,

    /** Are left out. */
    GREY,

    /** Are there in each picture. */
    COLOR
  }

  /**
   * Checks what the user says.
   *
   * @param colours what becomes of colours
   * @param background behind what is transparent, {@code RRGGBB}
   * @param skip how many bad files are left out, {@code N} or {@code P%}; empty for a few
   * @throws IllegalArgumentException if it is none of these
   */
  public PictureReading {
    checkArgument(
        background.matches("[0-9a-fA-F]{6}"),
        "a background is six digits of 0 to 9 and a to f, as ffffff for white, not \"%s\"",
        background);
    checkArgument(
        skip.isEmpty() || skip.matches(NUMBER) || skip.matches(PERCENT),
        "unusable files to skip are a number, as 20, or a part of all, as 5%, not \"%s\"",
        skip);
  }

  /** Returns a folder that is read in this way. */
  ImageFolder of(ImageFolder folder) {
    ImageFolder coloured =
        switch (colours) {
          case AS_STORED -> folder;
          case GREY -> folder.gray();
          case COLOR -> folder.rgb();
        };
    return limited(coloured.background(Integer.parseInt(background, 16)));
  }

  private ImageFolder limited(ImageFolder folder) {
    if (skip.isEmpty()) {
      return folder;
    }
    return skip.endsWith("%")
        ? folder.skippingAtMostPercent(Double.parseDouble(skip.replace("%", "")))
        : folder.skippingAtMost(Integer.parseInt(skip));
  }
}

package org.gan4j.data.folder;

/**
 * How a picture has to be turned and mirrored to be seen as its photographer saw it: the eight
 * values of the TIFF tag 274, in their order. Where the stored columns and rows lie then:
 *
 * @see <a href="https://www.awaresystems.be/imaging/tiff/tifftags/orientation.html">Orientation</a>
 */
enum Orientation {
  NORMAL(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, true, false),
  TRANSVERSE(true, true, true),
  THREE_QUARTER_TURN(true, false, true);

  private final boolean swaps;
  private final boolean mirrorsColumns;
  private final boolean mirrorsRows;

  Orientation(boolean swaps, boolean mirrorsColumns, boolean mirrorsRows) {
    this.swaps = swaps;
    this.mirrorsColumns = mirrorsColumns;
    this.mirrorsRows = mirrorsRows;
  }

  /** {@return the orientation of a number from 1 to 8; of any other, the normal one} */
  static Orientation of(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : NORMAL;
  }

  /** {@return whether stored rows become columns} */
  boolean swaps() {
    return swaps;
  }

  /** {@return whether a row as it is seen runs from right to left} */
  boolean mirrorsColumns() {
    return mirrorsColumns;
  }

  /** {@return whether the first row as it is seen was stored last} */
  boolean mirrorsRows() {
    return mirrorsRows;
  }
}

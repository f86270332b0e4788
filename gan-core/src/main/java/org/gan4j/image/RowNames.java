package org.gan4j.image;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Names left of the rows of a picture, dark on a light margin; those that are long are cut. */
final class RowNames {
  private static final int SIZE = 14; // pixels of the font, of rows that are high enough for it
  private static final int ROWS_A_SIZE = 16; // a name beside a high row is not lost
  private static final int MOST_WIDE = 10; // sizes of the font: a dozen letters
  private static final int MOST_LETTERS = 100; // of a file, which may be a stranger's
  private static final String CUT = "…";
  private static final Color PAPER = new Color(0xF2F2F2);
  private static final Color INK = new Color(0x202020);
  private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

  /** Looked for once: where there is none, that takes long each time. */
  private static final Optional<Font> FONT =
      usable(() -> new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));

  private final List<String> names;
  private final Font font;
  private final int rowHeight;
  private final int gap; // around a name, and between rows

  private RowNames(List<String> names, Font font, int rowHeight, int gap) {
    this.font = font;
    this.rowHeight = rowHeight;
    this.gap = gap;
    this.names = names.stream().map(this::cut).toList();
  }

  /** Returns names beside rows of a height; none where there is no font to write them with. */
  static Optional<RowNames> of(List<String> names, int rowHeight, int gap) {
    float size = Math.min(rowHeight, Math.max(SIZE, rowHeight / ROWS_A_SIZE));
    return names.isEmpty()
        ? Optional.empty()
        : FONT.map(font -> new RowNames(names, font.deriveFont(size), rowHeight, gap));
  }

  /** Returns whether names can be written on this machine. */
  static boolean canBeWritten() {
    return FONT.isPresent();
  }

  /**
   * Returns a font, if it can be measured: without fonts, or a library to find them by, a Java
   * without a display ends in one of several exceptions and errors.
   */
  static Optional<Font> usable(Supplier<Font> font) {
    try {
      Font loaded = font.get();
      return width(loaded, CUT) > 0 ? Optional.of(loaded) : Optional.empty();
    } catch (RuntimeException | InternalError | LinkageError | AWTError e) {
      return Optional.empty();
    }
  }

  private static double width(Font font, String text) {
    return font.getStringBounds(text, SMOOTH).getWidth();
  }

  private String cut(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", " ").strip();
    int letters = printable.codePointCount(0, printable.length());
    if (letters <= MOST_LETTERS && fits(printable)) {
      return printable;
    }
    int kept = Math.min(letters, MOST_LETTERS);
    while (kept > 0 && !fits(first(printable, kept) + CUT)) {
      kept--;
    }
    return first(printable, kept) + CUT;
  }

  private static String first(String text, int letters) {
    return text.substring(0, text.offsetByCodePoints(0, letters)).stripTrailing();
  }

  private boolean fits(String text) {
    return width(font, text) <= MOST_WIDE * font.getSize2D();
  }

  /** Returns how wide the margin is. */
  int width() {
    double widest = names.stream().mapToDouble(name -> width(font, name)).max().orElse(0);
    return (int) Math.ceil(widest) + 2 * padding();
  }

  private int padding() {
    return Math.max(gap, font.getSize() / 3);
  }

  /** Writes them into the left margin of a picture, which is as wide as {@link #width} says. */
  void draw(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setFont(font);
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width(), picture.getHeight());
      graphics.setColor(INK);
      graphics.clipRect(0, 0, width(), picture.getHeight());
      for (int row = 0; row < names.size(); row++) {
        graphics.drawString(names.get(row), right(row), baseline(row));
      }
    } finally {
      graphics.dispose();
    }
  }

  /** Names end at the images that they are of. */
  private float right(int row) {
    return (float) (width() - padding() - width(font, names.get(row)));
  }

  private float baseline(int row) {
    LineMetrics line = font.getLineMetrics(names.get(row), SMOOTH);
    float middle = row * (rowHeight + gap) + rowHeight / 2f;
    return middle + (line.getAscent() - line.getDescent()) / 2;
  }
}

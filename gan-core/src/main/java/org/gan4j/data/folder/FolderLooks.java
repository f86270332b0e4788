package org.gan4j.data.folder;

import com.google.common.collect.ImmutableMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.Advice;
import org.gan4j.Message;

/** Counts what the pictures of a folder look like, and says what surprises those who use them. */
final class FolderLooks {
  private static final int MOST_OF_15_BITS = (1 << 15) - 1;

  private int pictures;
  private int transparent;
  private int storedInColour;
  private int coloured;
  private int of16Bits;
  private int least16 = Integer.MAX_VALUE;
  private int most16;

  /** Counts a picture. */
  void add(ImageFile.Header header, PixelFacts facts) {
    pictures++;
    transparent += facts.transparent() ? 1 : 0;
    storedInColour += header.grey() ? 0 : 1;
    coloured += facts.coloured() ? 1 : 0;
    if (facts.has16Bits()) {
      of16Bits++;
      least16 = Math.min(least16, facts.least16());
      most16 = Math.max(most16, facts.most16());
    }
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutput out) throws IOException {
    for (int count :
        new int[] {pictures, transparent, storedInColour, coloured, of16Bits, least16, most16}) {
      out.writeInt(count);
    }
  }

  static FolderLooks read(DataInput in) throws IOException {
    FolderLooks looks = new FolderLooks();
    looks.pictures = in.readInt();
    looks.transparent = in.readInt();
    looks.storedInColour = in.readInt();
    looks.coloured = in.readInt();
    looks.of16Bits = in.readInt();
    looks.least16 = in.readInt();
    looks.most16 = in.readInt();
    return looks;
  }

  /** {@return what was counted, by its names} */
  ImmutableMap<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts
        .put("transparent", transparent == 0 ? "none" : transparent + " in parts")
        .put(
            "colours",
            "in %d, grey stored as colour in %d".formatted(coloured, storedInColour - coloured));
    if (of16Bits > 0) {
      facts.put(
          "16 bits", "%,d to %,d of 65,535, in %d pictures".formatted(least16, most16, of16Bits));
    }
    return facts.buildOrThrow();
  }

  /** {@return a sentence for each thing that nobody has asked for} */
  List<Message> surprises(FolderOptions options) {
    List<Message> sentences = new ArrayList<>();
    if (transparent > 0 && options.background() == 0) {
      sentences.add(
          Message.of(
              "%d of %d pictures have transparent parts, which are black now: %s puts another colour"
                  + " behind them",
              transparent, pictures, Advice.BACKGROUND));
    }
    if (options.channels().isEmpty()) {
      colours().forEach(sentences::add);
    }
    if (of16Bits > 0 && most16 <= MOST_OF_15_BITS) {
      sentences.add(
          Message.of(
              "%d of %d pictures have values of 16 bits, but only from %,d to %,d of 65,535, so they are"
                  + " dark: stretch their values, for example by mogrify -auto-level",
              of16Bits, pictures, least16, most16));
    }
    return sentences;
  }

  private List<Message> colours() {
    if (storedInColour > 0 && coloured == 0) {
      return List.of(
          Message.of(
              "all %d pictures are grey, but %d of them are stored in colour, so all have three equal"
                  + " channels: %s makes one of them",
              pictures, storedInColour, Advice.GREY));
    }
    if (coloured > 0 && coloured < pictures / 2.0) {
      return List.of(
          Message.of(
              "%d of %d pictures have colours, which makes colour pictures of all: %s takes the grey"
                  + " of each",
              coloured, pictures, Advice.GREY));
    }
    return List.of();
  }
}

package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a folder at once, when it is opened. */
class FolderLooksTest {
  private static final int[] GREYS = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};

  @TempDir Path folder;

  @Test
  void ordinaryFoldersAreNotTalkedAbout() throws IOException {
    Pictures.write(Pictures.rgb(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1), folder.resolve("a.png"));
    Pictures.write(Pictures.rgb(2, GREYS), folder.resolve("b.png"));
    Files.writeString(folder.resolve("notes.txt"), "P5 is no picture, nor is BMW");
    assertThat(said(ImageFolder.in(folder))).isEmpty();
  }

  @Test
  void transparencyOnBlackIsSaidOnceAndCounted() throws IOException {
    Pictures.write(
        Pictures.greyAlpha(2, 100, 255, 100, 0, 1, 255, 1, 255), folder.resolve("a.png"));
    Pictures.write(
        Pictures.greyAlpha(2, 100, 254, 9, 255, 1, 255, 1, 255), folder.resolve("b.png"));
    Pictures.write(
        Pictures.greyAlpha(2, 100, 255, 9, 255, 1, 255, 1, 255), folder.resolve("c.png"));
    assertThat(said(ImageFolder.in(folder)))
        .containsExactly(
            "2 of 3 pictures have transparent parts, which are black now: background(0xRRGGBB) puts"
                + " another colour behind them");
    assertThat(said(ImageFolder.in(folder).background(0xFFFFFF))).isEmpty();
  }

  @Test
  void greyStoredAsColourIsSaid() throws IOException {
    Pictures.write(Pictures.rgb(2, GREYS), folder.resolve("a.png"));
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("b.png"));
    assertThat(said(ImageFolder.in(folder)))
        .containsExactly(
            "all 2 pictures are grey, but 1 of them are stored in colour, so all have three equal"
                + " channels: gray() makes one of them");
    assertThat(said(ImageFolder.in(folder).gray())).isEmpty();
    assertThat(said(ImageFolder.in(folder).rgb())).isEmpty();
  }

  @Test
  void oneColourPictureAmongGreyOnesIsSaid() throws IOException {
    for (int i = 0; i < 4; i++) {
      Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve(i + ".png"));
    }
    Pictures.write(Pictures.rgb(2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1), folder.resolve("c.png"));
    assertThat(said(ImageFolder.in(folder)))
        .containsExactly(
            "1 of 5 pictures have colours, which makes colour pictures of all: gray() takes the grey"
                + " of each");
  }

  @Test
  void twelveBitsInSixteenAreSaid() throws IOException {
    Pictures.write(Pictures.grey16(2, 5, 100, 4095, 7), folder.resolve("a.png"));
    assertThat(said(ImageFolder.in(folder)))
        .containsExactly(
            "1 of 1 pictures have values of 16 bits, but only from 5 to 4,095 of 65,535, so they are"
                + " dark: stretch their values, for example by mogrify -auto-level");
    Pictures.write(Pictures.grey16(2, 5, 100, 40_950, 7), folder.resolve("a.png"));
    assertThat(said(ImageFolder.in(folder))).isEmpty();
    assertThat(DataFile.describe(folder).orElseThrow())
        .containsEntry("16 bits", "5 to 40,950 of 65,535, in 1 pictures");
  }

  @Test
  void picturesOfUnreadFormatsAreCountedUnderAnyNameAndAreNoReasonToStop() throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a.png"));
    byte[] avif = Arrays.copyOf("\0\0\0\34ftypavif".getBytes(ISO_8859_1), 400);
    for (String name : new String[] {"b.avif", "c.jpg", "d"}) {
      Files.write(folder.resolve(name), avif);
    }
    assertThat(said(ImageFolder.in(folder).skippingAtMost(0)))
        .containsExactly(
            "3 of the 4 image files in "
                + folder
                + " are of formats that nothing here reads: 3 AVIF. Convert them, for example by"
                + " mogrify -format png *.avif.");
    Files.delete(folder.resolve("a.png"));
    assertThatThrownBy(() -> ImageFolder.in(folder).open())
        .isInstanceOf(GanException.class)
        .hasMessageContaining("none of the 3 image files")
        .hasMessageContaining("3 AVIF. Convert them");
  }

  @Test
  void contentDecidesWhateverTheEndingIs() throws IOException {
    Path png = Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a.png"));
    for (String name : new String[] {"photo", "photo.jpg_large", "photo.jpg.1", "x.jfif"}) {
      Files.copy(png, folder.resolve(name));
    }
    assertThat(ImageFolder.in(folder).skippingAtMost(0).open().size()).isEqualTo(5);
  }

  @Test
  void describingAFolderNamesEveryBadFile() throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("good.png"));
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("bad%02d.png".formatted(i)), i == 7 ? "" : "text");
    }
    byte[] png = Files.readAllBytes(folder.resolve("good.png"));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, 45));
    String unusable = DataFile.describe(folder).orElseThrow().get("unusable");
    assertThat(unusable.lines())
        .hasSize(21)
        .startsWith("21: bad00.png (it is no picture, whatever its name says)")
        .contains("bad07.png (it is empty)")
        .last()
        .asString()
        .startsWith("cut.png (");
  }

  @Test
  void aPartOfTheFilesMayBeUnusable() throws IOException {
    for (int i = 0; i < 3; i++) {
      Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve(i + ".png"));
    }
    Files.writeString(folder.resolve("bad.png"), "text");
    assertThat(ImageFolder.in(folder).skippingAtMostPercent(25).open().size()).isEqualTo(3);
    assertThatThrownBy(() -> ImageFolder.in(folder).skippingAtMostPercent(24.9).open())
        .hasMessageContaining("1 of the 4 image files", "0 are left out at most");
  }

  private static List<String> said(ImageFolder folder) {
    List<String> said = new ArrayList<>();
    folder.telling(sentence -> said.add(sentence.toString())).open();
    return said;
  }
}

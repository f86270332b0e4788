package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClassesTest {
  @TempDir Path folder;
  @TempDir Path caches;

  private void write(String name, int grey) throws IOException {
    Pictures.write(Pictures.grey(2, grey, grey, grey, grey), folder.resolve(name));
  }

  private ImageFolder images() {
    return ImageFolder.in(folder);
  }

  /** {@return the grey value of each image and its class} */
  private static List<String> read(ImageSet images) {
    LabelledImages labelled = (LabelledImages) images;
    byte[] pixels = new byte[images.shape().size()];
    return IntStream.range(0, images.size())
        .mapToObj(
            i -> {
              images.read(i, pixels, 0);
              return pixels[0] + " " + labelled.label(i);
            })
        .toList();
  }

  private void writeClasses() throws IOException {
    write("dog/a.png", 1);
    write("cat/b.png", 2);
    write("cat/deeper/dog/c.png", 3);
    write("cat sitting/d.png", 4); // whose files come before those of cat
    Files.writeString(folder.resolve("cat/broken.png"), "no picture");
    Files.writeString(folder.resolve("read me.txt"), "about the pictures");
    write(".hidden/e.png", 5);
  }

  @Test
  void foldersDirectlyBelowAreClassesInTheOrderOfTheirNames() throws IOException {
    writeClasses();
    assertThat(images().classes()).containsExactly("cat", "cat sitting", "dog");
    assertThat(read(images().open())).containsExactlyInAnyOrder("1 2", "2 0", "3 0", "4 1");
  }

  @Test
  void cachedImagesHaveTheSameClasses() throws IOException {
    writeClasses();
    List<String> inMemory = read(images().open());
    ImageFolder cached = images().cachedIn(new DecodedCache(caches, 1_000_000, 0));
    assertThat(read(cached.open())).isEqualTo(inMemory);
    assertThat(caches).isNotEmptyDirectory();
    assertThat(read(cached.open())).isEqualTo(inMemory);
  }

  @Test
  void oneFolderIsNoClass() throws IOException {
    write("cat/a.png", 1);
    assertThat(images().classes()).isEmpty();
    assertThat(images().open()).isNotInstanceOf(LabelledImages.class);
    assertThat(FolderFacts.describe(folder))
        .containsEntry("classes", "none: all are in one folder");
  }

  @Test
  void imageBesideTheFoldersLeavesNoClassesAndIsTold() throws IOException {
    writeClasses();
    write("loose.png", 6);
    assertThat(images().classes()).isEmpty();
    assertThat(images().open()).isNotInstanceOf(LabelledImages.class);
    assertThat(FolderFacts.describe(folder).get("classes"))
        .isEqualTo("none: 1 of the files are in no folder of a class");
  }

  @Test
  void classesAreToldWithTheirFiles() throws IOException {
    writeClasses();
    assertThat(FolderFacts.describe(folder))
        .containsEntry("classes", "cat (3), cat sitting (1), dog (1)");
  }
}

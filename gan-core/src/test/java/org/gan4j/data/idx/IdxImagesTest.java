package org.gan4j.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.data.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxImagesTest {
  private static final byte[] TWO = IdxBytes.images(2, 1, 2, bytes(1, 2, 3, 4));
  private static final byte[] ONE = IdxBytes.images(1, 1, 2, bytes(8, 9));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte",
    "emnist-letters-train-images-idx3-ubyte.gz, emnist-letters-train-labels-idx1-ubyte.gz,"
        + " emnist-letters-test-images-idx3-ubyte.gz",
    "Pictures.idx, classes.idx, Pictures-test.idx"
  })
  void setsOfAnyNameHaveTheirLabelsAndTheirTest(String images, String labels, String test)
      throws IOException {
    write(images, TWO);
    write(labels, IdxBytes.labels(bytes(61, 0)));
    write(test, ONE);
    write("readme.txt", bytes(1));
    LabelledImages train = (LabelledImages) IdxImages.train(folder);
    assertThat(IntStream.range(0, 2).map(train::label)).containsExactly(61, 0);
    assertThat(train.classes()).isEqualTo(62);
    assertThat(IdxImages.test(folder))
        .hasValueSatisfying(
            set -> {
              byte[] pixels = new byte[2];
              set.read(0, pixels, 0);
              assertThat(pixels).containsExactly(8, 9);
              assertThat(set).isNotInstanceOf(LabelledImages.class);
            });
  }

  @Test
  void imagesAloneAreASetWithoutLabelsAndWithoutATest() throws IOException {
    write("images", TWO);
    assertThat(IdxImages.train(folder)).isNotInstanceOf(LabelledImages.class);
    assertThat(IdxImages.train(folder).size()).isEqualTo(2);
    assertThat(IdxImages.test(folder)).isEmpty();
  }

  @Test
  void labelsOf32BitsAndRowsOfThemAsQmnistHasAreRead() throws IOException {
    Path images = write("qmnist-train-images-idx3-ubyte", TWO);
    Path numbers = write("numbers", IdxBytes.header(0x0c01, 2, 300, 7));
    LabelledImages wide = IdxFiles.labelled(images, numbers);
    assertThat(wide.classes()).isEqualTo(301);
    Files.delete(numbers);
    write("qmnist-train-labels-idx2-int.gz", IdxBytes.header(0x0c02, 2, 3, 5, -1, 900, 4, -1, 900));
    LabelledImages rows = (LabelledImages) IdxImages.train(folder);
    assertThat(IntStream.range(0, 2).map(rows::label)).containsExactly(5, 4);
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    refused("there is no IDX file of images to train on in ");
    Path images = write("a-images", TWO);
    write("a-labels", IdxBytes.labels(bytes(1)));
    refused("has 1 labels, but ", "has 2 images");
    write("a-labels", IdxBytes.header(0x0c01, 2, 7, -3));
    refused("label 1 in ", "is -3; expected 0 to 65535");
    write("a-labels", IdxBytes.header(0x0c01, 2, 7));
    refused("is cut off");
    write("b-images", TWO);
    refused("has several files of images: a-images, b-images. Name one");
    assertThatThrownBy(() -> IdxFiles.labelled(images, images))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("Are the two files swapped?");
    assertThatThrownBy(() -> IdxImages.train(folder.resolve("none")))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("there is no folder ");
  }

  private void refused(String... messages) {
    assertThatThrownBy(() -> IdxImages.train(folder))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(messages);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private Path write(String name, byte[] content) throws IOException {
    byte[] all = name.endsWith(".gz") ? IdxBytes.gzip(content) : Bytes.concat(content);
    return Files.write(folder.resolve(name), all);
  }
}

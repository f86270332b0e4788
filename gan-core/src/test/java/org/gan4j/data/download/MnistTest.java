package org.gan4j.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.TestData;
import org.gan4j.data.UserFolders;
import org.gan4j.data.idx.IdxBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MnistTest {
  @TempDir Path folder;

  @Test
  void trainingImagesAreThoseOfTheOriginalToTheLastBit() {
    LabelledImages train = Mnist.train(TestData.folder("mnist"));
    assertThat(train.size()).isEqualTo(60_000);
    assertThat(train.classes()).isEqualTo(10);
    assertThat(train.shape()).isEqualTo(ImageShape.gray(28, 28));
    assertThat(imagesFile(train))
        .isEqualTo("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    assertThat(labelsFile(train))
        .isEqualTo("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
  }

  @Test
  void testImagesAreTenThousandDigits() {
    LabelledImages test = Mnist.test(TestData.folder("mnist"));
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(test.shape()).isEqualTo(ImageShape.gray(28, 28));
    assertThat(new int[] {test.label(0), test.label(1), test.label(9_999)})
        .containsExactly(7, 2, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-idx%d-ubyte", "-idx%d-ubyte.gz", ".idx%d-ubyte", ".idx%d-ubyte.gz"})
  void filesAreFoundUnderTheirUsualNames(String format) throws IOException {
    write("train-images" + format.formatted(3), IdxBytes.images(2, 1, 1, (byte) 8, (byte) 9));
    write("train-labels" + format.formatted(1), IdxBytes.labels((byte) 4, (byte) 5));
    write("t10k-images" + format.formatted(3), IdxBytes.images(1, 1, 1, (byte) 7));
    write("t10k-labels" + format.formatted(1), IdxBytes.labels((byte) 6));
    assertThat(Mnist.train(folder).size()).isEqualTo(2);
    assertThat(Mnist.train(folder).label(1)).isEqualTo(5);
    assertThat(Mnist.test(folder).label(0)).isEqualTo(6);
  }

  @Test
  void folderWithoutTheFilesSaysWhichFourBelongThere() {
    assertThatThrownBy(() -> Mnist.test(folder))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(
            "t10k-images-idx3-ubyte.gz is not in " + folder,
            "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
                + "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void missingFilesAreAskedFromTheMirrorAndComparedWithTheOriginal() throws IOException {
    try (Mirror mirror = Mirror.of(IdxBytes.gzip(IdxBytes.images(1, 1, 1, (byte) 7)))) {
      assertThatThrownBy(() -> Mnist.FILES.train(downloaded(mirror)))
          .isInstanceOf(GanException.class)
          .hasMessageContainingAll(
              "train-images-idx3-ubyte.gz is not in " + folder.resolve("mnist"),
              "expected f68b3c2dcbeaaa9fbdd348bbdeb94873",
              "its folder 'mnist'",
              "(DrawnDigits)");
      assertThat(mirror.requests()).containsExactly("/set/train-images-idx3-ubyte.gz");
    }
    assertThat(folder.resolve("mnist")).isEmptyDirectory();
  }

  @Test
  void filesThatAreThereNeedNoMirror() throws IOException {
    Files.createDirectory(folder.resolve("mnist"));
    write("mnist/t10k-images-idx3-ubyte", IdxBytes.images(1, 1, 1, (byte) 7));
    write("mnist/t10k-labels-idx1-ubyte", IdxBytes.labels((byte) 6));
    try (Mirror mirror = Mirror.status(500)) {
      assertThat(Mnist.FILES.test(downloaded(mirror)).label(0)).isEqualTo(6);
      assertThat(mirror.requests()).isEmpty();
    }
  }

  private DataFolder downloaded(Mirror mirror) {
    Map<String, String> environment = Map.of(UserFolders.VARIABLE, folder.toString());
    Patience patience =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), n -> Duration.ZERO);
    return Mnist.FILES.downloaded(
        new UserFolders(environment::get, "Linux", folder),
        new Downloader(List.of(mirror.uri()), patience));
  }

  /** {@return the SHA-256 of the images as an IDX file} */
  private static String imagesFile(ImageSet images) {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putBytes(
        IdxBytes.header(2051, images.size(), images.shape().height(), images.shape().width()));
    byte[] pixels = new byte[images.shape().size()];
    for (int i = 0; i < images.size(); i++) {
      images.read(i, pixels, 0);
      hasher.putBytes(pixels);
    }
    return hasher.hash().toString();
  }

  /** {@return the SHA-256 of the labels as an IDX file} */
  private static String labelsFile(LabelledImages images) {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putBytes(IdxBytes.header(2049, images.size()));
    for (int i = 0; i < images.size(); i++) {
      hasher.putByte((byte) images.label(i));
    }
    return hasher.hash().toString();
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), name.endsWith(".gz") ? IdxBytes.gzip(content) : content);
  }
}

package org.gan4j.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.UserFolders;
import org.gan4j.data.idx.IdxBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FashionMnistTest {
  @TempDir Path folder;

  @Test
  void filesAreReadUnderTheNamesThatMnistsHave() throws IOException {
    write("train-images-idx3-ubyte", IdxBytes.images(2, 1, 1, (byte) 8, (byte) 9));
    write("train-labels-idx1-ubyte", IdxBytes.labels((byte) 4, (byte) 5));
    write("t10k-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(1, 1, 1, (byte) 7)));
    write("t10k-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels((byte) 6)));

    LabelledImages train = FashionMnist.train(folder);
    assertThat(train.size()).isEqualTo(2);
    assertThat(train.shape()).isEqualTo(ImageShape.gray(1, 1));
    assertThat(train.classes()).isEqualTo(10);
    assertThat(train.label(1)).isEqualTo(5);
    assertThat(FashionMnist.test(folder).label(0)).isEqualTo(6);
  }

  @Test
  void folderWithoutTheFilesSaysWhichBelongThere() {
    assertThatThrownBy(() -> FashionMnist.train(folder))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("train-images-idx3-ubyte.gz is not in " + folder);
  }

  /** The checksums are those in the README of github.com/zalandoresearch/fashion-mnist. */
  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, 8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    "train-labels-idx1-ubyte, 25c81989df183df01b3e8a0aad5dffbe",
    "t10k-images-idx3-ubyte, bef4ecab320f06d8554ea6380940ec79",
    "t10k-labels-idx1-ubyte, bb300cfdad3c16e7a12a480ee83cd310"
  })
  void missingFileIsComparedWithThePublishersChecksum(String missing, String md5)
      throws IOException {
    Files.createDirectory(folder.resolve("fashion-mnist"));
    for (String set : List.of("train", "t10k")) {
      write("fashion-mnist/" + set + "-images-idx3-ubyte", IdxBytes.images(1, 1, 1, (byte) 7));
      write("fashion-mnist/" + set + "-labels-idx1-ubyte", IdxBytes.labels((byte) 6));
    }
    Files.delete(folder.resolve("fashion-mnist").resolve(missing));
    try (Mirror mirror = Mirror.of(new byte[1])) {
      assertThatThrownBy(() -> readAll(downloaded(mirror)))
          .isInstanceOf(GanException.class)
          .hasMessageContainingAll(
              missing + ".gz is not in " + folder.resolve("fashion-mnist"), "expected " + md5);
      assertThat(mirror.requests()).containsExactly("/set/" + missing + ".gz");
    }
  }

  private static void readAll(DataFolder folder) {
    FashionMnist.FILES.train(folder);
    FashionMnist.FILES.test(folder);
  }

  private DataFolder downloaded(Mirror mirror) {
    Map<String, String> environment = Map.of(UserFolders.VARIABLE, folder.toString());
    Patience patience =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), n -> Duration.ZERO);
    return FashionMnist.FILES.downloaded(
        new UserFolders(environment::get, "Linux", folder),
        new Downloader(List.of(mirror.uri()), patience));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }
}

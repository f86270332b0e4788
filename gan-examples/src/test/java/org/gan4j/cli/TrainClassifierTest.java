package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.ValueRange;
import org.gan4j.classifier.Classifier;
import org.gan4j.classifier.ClassifierInfo;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.data.idx.QuickDraw;
import org.gan4j.run.Versions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainClassifierTest {
  private static final int PIXELS = 28 * 28;

  @TempDir private static Path drawings;
  private static String data;
  private static Path zeros;
  private static Path ones;

  @TempDir private Path folder;

  @BeforeAll
  static void draw() throws IOException {
    DrawnDigits digits = DrawnDigits.of(3000, 1);
    zeros = Files.write(drawings.resolve("full_numpy_bitmap_zero.npy"), npy(digits, 0));
    ones = Files.write(drawings.resolve("one.npy"), npy(digits, 1));
    data = "quickdraw:" + zeros + "," + ones;
  }

  /** All digits of a class as a NumPy array of bytes, {@code (n, 784)}. */
  private static byte[] npy(DrawnDigits digits, int label) {
    int[] indices =
        IntStream.range(0, digits.size()).filter(i -> digits.label(i) == label).toArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    String header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, 784), }".formatted(indices.length);
    out.writeBytes(
        ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 118).array());
    out.writeBytes("%-117s\n".formatted(header).getBytes(StandardCharsets.US_ASCII));
    for (int index : indices) {
      byte[] pixels = new byte[PIXELS];
      digits.read(index, pixels, 0);
      out.writeBytes(pixels);
    }
    return out.toByteArray();
  }

  private static Result train(Path out, Object... more) {
    Object[] begin = {"train-classifier", "--data", data, "--out", out};
    return Result.of(Stream.of(begin, more).flatMap(Stream::of).toArray());
  }

  @Test
  void twoCategoriesAreLearntAndTheFileSaysHow() {
    Path out = folder.resolve("new").resolve("zeros-1.classifier");
    int all = QuickDraw.open(List.of(zeros, ones)).size();
    long tested = Math.round(all * 0.1);

    Result result = train(out, "--epochs", 10, "--seed", 4);

    assertThat(result.err()).doesNotContain("gan:"); // nothing but progress, where it takes long
    assertThat(result.exitCode()).isZero();
    Classifier classifier = Classifier.load(out);
    ClassifierInfo info = classifier.info();
    assertThat(result.out())
        .isEqualTo("%.2f %% of %d test images%n%s%n".formatted(info.accuracy() * 100, tested, out));
    assertThat(info.accuracy()).isBetween(0.8, 1.0);
    assertThat(info.name()).isEqualTo("zeros-1");
    assertThat(info.data()).isEqualTo("quickdraw-zero-one");
    assertThat(info.classes()).containsExactly("zero", "one");
    assertThat(info.range()).isEqualTo(ValueRange.UNIT);
    assertThat(info.testImages()).isEqualTo((int) tested);
    assertThat(info.epochs()).isEqualTo(10);
    assertThat(info.seed()).isEqualTo(4);
    assertThat(info.gan4j()).isEqualTo(Versions.present().gan4j());
    assertThat(Result.of("info", out).out())
        .containsPattern("(?m)^classifier +" + out + "$")
        .containsPattern("(?m)^version +" + classifier.version() + "$")
        .containsPattern("(?m)^classes +zero, one$")
        .containsPattern("(?m)^data +quickdraw-zero-one$");
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    Path one = folder.resolve("a").resolve("x.classifier");
    Path same = folder.resolve("b").resolve("x.classifier");
    Path other = folder.resolve("c").resolve("x.classifier");
    train(one, "--epochs", 1);
    train(same, "--epochs", 1, "--seed", 1);
    train(other, "--epochs", 1, "--seed", 2);

    assertThat(same).hasSameBinaryContentAs(one);
    assertThat(Classifier.load(other).version()).isNotEqualTo(Classifier.load(one).version());
  }

  @Test
  void foldersOfClassesAreLearntByTheirNames() throws IOException {
    DrawnDigits digits = DrawnDigits.of(200, 1);
    for (int i = 0; i < digits.size(); i++) {
      String name = digits.label(i) < 5 ? "low" : "high";
      BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      byte[] pixels = new byte[PIXELS];
      digits.read(i, pixels, 0);
      picture.getRaster().setDataElements(0, 0, 28, 28, pixels);
      Path file = folder.resolve("pictures").resolve(name).resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
    Path out = folder.resolve("halves.classifier");
    String all = "images:" + folder.resolve("pictures");

    Result result = Result.of("train-classifier", "--data", all, "--out", out, "--epochs", 1);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Classifier.load(out).info().classes()).containsExactly("high", "low");
    assertThat(Classifier.load(out).info().testImages()).isEqualTo(20);
  }

  @Test
  void whatCannotBeLearntIsRefused() throws IOException {
    Path out = folder.resolve("x.classifier");
    BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", folder.resolve("a.png").toFile());
    assertThat(error("images:" + folder, out))
        .isEqualTo(
            "gan: images:%s has no classes, and a classifier learns them: use one of"
                    .formatted(folder)
                + " digits, mnist, fashion-mnist, quickdraw:FILE,FILE[,FILE...] (a file for each"
                + " class), npy:FILE.npz (with labels beside its images), npy:FILE,FILE[,FILE...] (a"
                + " file for each class), idx:DIR, images:DIR (a folder for each class and no image"
                + " beside them)\n");
    assertThat(error("quickdraw:" + ones, out))
        .isEqualTo(
            "gan: a classifier tells at least 2 classes apart, and there is 1: add another class\n");
    assertThat(error("cats", out)).startsWith("gan: there is no data \"cats\"; there are: digits");
    assertThat(error("mnist:" + folder.resolve("none"), out)).contains("none");
    assertThat(out).doesNotExist();
  }

  private static String error(String data, Path out) {
    Result result = Result.of("train-classifier", "--data", data, "--out", out);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.out()).isEmpty();
    return result.err();
  }

  @Test
  void theFileHasAnEndingAndIsNotReplacedUnasked() throws IOException {
    assertThat(error(data, folder.resolve("x.zip")))
        .isEqualTo(
            "gan: --out is a name that ends in .classifier, which %s does not\n"
                .formatted(folder.resolve("x.zip")));
    assertThat(error(data, folder.resolve(".classifier"))).contains("--out is a name that ends in");
    Path there = Files.writeString(folder.resolve("x.classifier"), "mine");
    assertThat(error(data, there))
        .endsWith("give another --out, or allow to replace it by --overwrite\n");
    assertThat(there).hasContent("mine");
    assertThat(Result.of("info", there).err()).contains("is no classifier that can be used");
    assertThat(train(there, "--epochs", 1, "--overwrite").exitCode()).isZero();
    assertThat(Classifier.load(there).name()).isEqualTo("x");
  }
}

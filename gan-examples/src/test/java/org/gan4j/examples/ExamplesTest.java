package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.data.GaussianMixture;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.draw.GeneratorPool;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.gan4j.loss.ScoreLoss;
import org.gan4j.metrics.ModeCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every example runs, for a step or two. */
class ExamplesTest {
  private static final LabelledImages DIGITS = DrawnDigits.of(200, 1);

  @TempDir private Path out;

  @Test
  void theTutorialsTrainAndDrawAGridAfterTheLastStep() throws IOException {
    assertTrained(MnistTransposedDcgan.run(DIGITS, 1, out.resolve("transposed")), "transposed");
    assertTrained(MnistUpsamplingDcgan.run(DIGITS, 1, out.resolve("upsampling")), "upsampling");
    assertTrained(QuickDrawMlp.run(DIGITS, 1, out.resolve("quickdraw")), "quickdraw");
    assertTrained(MnistDcgan32.run(DIGITS, 1, out.resolve("dcgan32")), "dcgan32");
    assertTrained(MnistSngan.run(DIGITS, 1, out.resolve("sngan")), "sngan");
    assertTrained(MnistWganGp.run(DIGITS, 1, out.resolve("wgan-gp")), "wgan-gp");
    ImageFolder pictures = ImageFolder.in(pictures(64));
    assertTrained(FolderDcgan.run(pictures, 1, out.resolve("folder")), "folder");
  }

  @Test
  void theDigitsThatAreAskedForAreDrawn() throws IOException {
    GanTrainer trainer = MnistLabels.run(DIGITS, 1, out.resolve("labels"));
    assertThat(trainer.steps()).isEqualTo(1);
    assertThat(ImageIO.read(out.resolve("labels/sevens.png").toFile()).getWidth())
        .isEqualTo(4 * 28 + 3 * 2);
  }

  @Test
  void imagesWithoutLabelsAreDrawnAsOftenAsTheirGroupsAre() throws IOException {
    GanTrainer trainer = MnistClusters.run(DIGITS, 4, 1, out.resolve("clusters"));
    assertThat(trainer.latentSpace().classes()).isEqualTo(4);
    assertThat(ImageIO.read(out.resolve("clusters/digits.png").toFile()).getWidth())
        .isEqualTo(10 * 28 + 9 * 2);
  }

  @Test
  void aRunThatIsStartedAgainGoesOn() {
    ResumedMlp.run(DIGITS, 1, out.resolve("two"));
    GanTrainer resumed = ResumedMlp.run(DIGITS, 2, out.resolve("two"));
    GanTrainer whole = ResumedMlp.run(DIGITS, 2, out.resolve("one"));

    assertThat(resumed.steps()).isEqualTo(2);
    assertThat(resumed.generator().weights().parameters())
        .isEqualTo(whole.generator().weights().parameters());
    assertThat(resumed.discriminator().weights().parameters())
        .isEqualTo(whole.discriminator().weights().parameters());
  }

  /** Pictures of 40 x 30 pixels, each of another colour. */
  private Path pictures(int count) throws IOException {
    Path folder = Files.createDirectory(out.resolve("pictures"));
    for (int i = 0; i < count; i++) {
      BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(10 + i % 20, 15, 0xFFFFFF - 0x10203 * i);
      ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
    }
    return folder;
  }

  private void assertTrained(GanTrainer trainer, String folder) {
    assertThat(trainer.steps()).isEqualTo(1);
    assertThat(trainer.generator().weights().parameters().isNaN().any()).isFalse();
    assertThat(out.resolve(folder).resolve("000001.png")).isNotEmptyFile();
  }

  @Test
  void pointsAreTrainedOnCountedAndDrawn() throws IOException {
    Path png = out.resolve("points.png");

    ModeCoverage coverage = PointsMlp.run(GaussianMixture.ring(8), 1, 2, png);

    assertThat(coverage.samples()).isEqualTo(25_000);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(2 * 360);
    assertThat(picture.getRGB(180, 180)).as("inside the ring").isEqualTo(0xFFFFFFFF);
    int right = 180 + (int) (180 / 1.25) - 4; // about (2, 0), the margin being 1.25
    assertThat(picture.getRGB(right, 180)).as("a mode").isNotEqualTo(0xFFFFFFFF);
  }

  @Test
  void examplesThatNeedAnArgumentSayWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FolderDcgan.main(new String[0]))
        .withMessage("one argument is expected: a folder of pictures");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickDrawMlp.main(new String[] {"cat.npy", "dog.npy"}))
        .withMessage("one argument is expected: a file of \"Quick, Draw!\", for example cat.npy");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PointsMlp.main(new String[] {"ring"}))
        .withMessage("expected are \"ring\" or \"grid\", a seed, a number of steps");
  }

  @Test
  void ownDataAreTrainedOn() {
    assertThat(OwnData.run(2).generator().imageShape()).isEqualTo(ImageShape.gray(16, 16));
  }

  /** By hand: ((0.5 - 1)^2 + (3 - 1)^2) / 2 / 2, derivatives (s - 1) / 2. */
  @Test
  void theOwnLossHasItsTargets() {
    INDArray scores = Nd4j.create(new double[][] {{0.5}, {3}});

    ScoreLoss real = new OwnLoss().real(scores);

    assertThat(real.value()).isEqualTo(1.0625);
    assertThat(real.gradient().toDoubleMatrix()).isDeepEqualTo(new double[][] {{-0.25}, {1}});
    assertThat(new OwnLoss().fake(scores).value()).isEqualTo((2.25 + 16) / 4);
    assertThat(new OwnLoss().generator(scores).value()).isEqualTo((0.25 + 9) / 4);
    assertThat(OwnLoss.run(DIGITS, 2).settings().loss()).isInstanceOf(OwnLoss.class);
  }

  @Test
  void aFileIsDrawnFromInThreeLines() throws IOException {
    Path png = out.resolve("digits.png");

    DrawFromAFile.run(digits(), png);

    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(4 * 28 + 3 * 2);
  }

  private Path digits() {
    Path file = out.resolve("digits.gan");
    Generator generator = OwnLoss.run(DIGITS, 1).generator();
    TrainedGenerator.of(generator, Latents.NORMAL).save(file);
    return file;
  }

  @Test
  void aServerAnswersManyAtOnceWithTheImagesOfTheirSeeds() throws Exception {
    Path file = digits();
    TrainedGenerator alone = TrainedGenerator.load(file);
    HttpServer server = GenerateInAServer.start(file, 0, 2);
    try {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int seed = 0; seed < 20; seed++) {
        answers.add(request(server, "?seed=" + seed));
      }
      for (int seed = 0; seed < 20; seed++) {
        BufferedImage expected =
            ImageGrid.of(alone.generator().valueRange()).draw(alone.generate(1, seed));
        BufferedImage got = ImageIO.read(new ByteArrayInputStream(answers.get(seed).get().body()));
        assertThat(got.getRGB(0, 0, 28, 28, null, 0, 28))
            .isEqualTo(expected.getRGB(0, 0, 28, 28, null, 0, 28));
      }
      for (String wrong : new String[] {"", "?seed=", "?seed=x", "?seed=1&n=2"}) {
        assertThat(request(server, wrong).get().statusCode()).isEqualTo(400);
      }
      assertThat(request(server, "?seed=-1").get().statusCode()).isEqualTo(200);
    } finally {
      server.stop(0);
      ((ExecutorService) server.getExecutor()).shutdownNow();
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> request(HttpServer server, String query) {
    URI address =
        URI.create("http://localhost:" + server.getAddress().getPort() + "/digit.png" + query);
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void thePoolIsMeasured() throws Exception {
    assertThat(PoolThroughput.run(GeneratorPool.load(digits(), 2), 2, 3, 10))
        .isPositive()
        .isFinite();
  }

  @Test
  void noExampleHasMoreThanSixtyLines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/gan4j/examples"))) {
      assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(lines(file)).isLessThan(60));
    }
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}

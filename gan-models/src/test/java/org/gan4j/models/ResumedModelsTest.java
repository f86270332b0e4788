package org.gan4j.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.augment.Alteration;
import org.gan4j.augment.Augmentation;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run of any model that goes on from a checkpoint is the run that never ended: a checkpoint holds
 * all that a trainer is, so two files of the same bytes are two trainers of the same bits.
 */
class ResumedModelsTest {
  private static final int STEPS = 1;
  private static final int CLASSES = 10;

  @TempDir private Path folder;

  static List<GanModel> models() {
    return Stream.concat(GanModels.all().stream(), Stream.of(withAllThatIsShown()))
        .map(ResumedModelsTest::small)
        .toList();
  }

  /** Augments, soon with a probability, and shows images of the first step in the second. */
  private static GanModel withAllThatIsShown() {
    Augmentation adaptive = Augmentation.of(Alteration.values()).adaptive(1);
    return GanModels.named("mlp")
        .with(
            recipe ->
                recipe.withSettings(
                    recipe
                        .settings()
                        .withDiscriminatorSteps(6)
                        .withAugmentation(adaptive)
                        .withFakesPool(3)));
  }

  /** The images end within the second step. */
  private static GanModel small(GanModel model) {
    return SmallModels.of(model, 4).forClasses(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelGoesOnAsIfItHadNeverEnded(GanModel model) {
    ImageSet images = images(model.shape());
    GanTrainer whole = trainer(model);
    List<StepResult> expected = train(whole, images, 2 * STEPS);
    Path wholeFile = write("whole.ckpt", whole);
    if (model.settings().augmentation().isAdaptive()) {
      assertThat(expected.get(STEPS - 1).number("augment_p").orElseThrow()).isPositive();
    }
    GanTrainer first = trainer(model);
    List<StepResult> results = new ArrayList<>(train(first, images, STEPS));
    Path between = write("between.ckpt", first);

    GanTrainer second = trainer(model);
    Checkpoint.read(between).restore(second);
    results.addAll(train(second, images(model.shape()), STEPS));

    assertThat(results).isEqualTo(expected);
    assertThat(write("resumed.ckpt", second)).hasSameBinaryContentAs(wholeFile);
  }

  @Test
  void anotherProcessGoesOnAsIfTheFirstHadNeverEnded() throws IOException, InterruptedException {
    GanModel model = small(GanModels.named("mlp"));
    GanTrainer first = trainer(model);
    train(first, images(model.shape()), STEPS);
    write("between.ckpt", first);

    assertThat(continuedElsewhere(model)).isEqualTo("made step " + 2 * STEPS);

    GanTrainer whole = trainer(model);
    train(whole, images(model.shape()), 2 * STEPS);
    assertThat(write("whole.ckpt", whole)).hasSameBinaryContentAs(folder.resolve("resumed.ckpt"));
  }

  private String continuedElsewhere(GanModel model) throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-cp",
                System.getProperty("java.class.path"),
                Continuing.class.getName(),
                model.name(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);
    java.waitFor();
    return said.lines().reduce((first, last) -> last).orElse("");
  }

  /** What the other Java runs. */
  static final class Continuing {
    private Continuing() {}

    /** Goes on with the model of the first argument in the folder of the second one. */
    public static void main(String[] args) {
      GanModel model = small(GanModels.named(args[0]));
      Path folder = Path.of(args[1]);
      GanTrainer trainer = trainer(model);
      Checkpoint.read(folder.resolve("between.ckpt")).restore(trainer);
      train(trainer, images(model.shape()), STEPS);
      write(folder.resolve("resumed.ckpt"), trainer);
      System.out.println("made step " + trainer.steps());
    }
  }

  private static GanTrainer trainer(GanModel model) {
    return model.trainer(model.shape(), 11);
  }

  private static ImageSet images(ImageShape shape) {
    byte[] pixels = new byte[6 * shape.size()];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new LabelledSet(
        ByteImages.of(shape, pixels), ImmutableIntArray.of(0, 3, 1, 9, 4, 7), CLASSES);
  }

  private static List<StepResult> train(GanTrainer trainer, ImageSet images, int steps) {
    List<StepResult> results = new ArrayList<>();
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            results.add(run.result().orElseThrow());
          }
        });
    trainer.fit(images, steps);
    return results;
  }

  private Path write(String name, GanTrainer trainer) {
    return write(folder.resolve(name), trainer);
  }

  private static Path write(Path file, GanTrainer trainer) {
    Checkpoint.write(file, trainer, OptionalDouble.empty(), Map.of());
    return file;
  }
}

package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.OneHot;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What holds for every model. */
class GanModelsTest {
  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelTrainsWithoutLosingItsNumbers(GanModel model) {
    Played played = play(model, 11);

    // A loss that is a score, of the hinge or of Wasserstein, has any sign.
    double least = model.settings().loss().judgement(0) == 0 ? -5 : 0.01;

    assertThat(played.results()).hasSize(2);
    assertThat(played.results())
        .allSatisfy(
            result -> {
              assertThat(result.number("d_loss").orElseThrow()).isBetween(least, 5.0);
              assertThat(result.number("g_loss").orElseThrow()).isBetween(least, 5.0);
            });
    assertThat(played.generator().weights().parameters().isNaN().any()).isFalse();
    assertThat(played.discriminator().weights().parameters().isNaN().any()).isFalse();
    assertThat(played.generator().weights().parameters())
        .isNotEqualTo(model.generator(model.shape(), 11).weights().parameters());
    assertThat(played.discriminator().weights().parameters())
        .isNotEqualTo(model.discriminator(model.shape(), 11).weights().parameters());
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelTrainsToTheSameParametersFromOneSeedAndToOthersFromAnother(GanModel model) {
    GanModel small = SmallModels.of(model);
    Played one = play(small, 11);
    Played same = play(small, 11);
    Played other = play(small, 12);

    assertThat(bits(same.generator())).isEqualTo(bits(one.generator()));
    assertThat(bits(same.discriminator())).isEqualTo(bits(one.discriminator()));
    assertThat(bits(other.generator())).isNotEqualTo(bits(one.generator()));
    assertThat(same.results()).isEqualTo(one.results());
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelMakesImagesOfItsShapeInItsRange(GanModel model) {
    Generator generator = model.generator(model.shape(), 3);
    INDArray images = generator.generate(Latents.NORMAL.source(model.latentSize(), 1).sample(3));

    assertThat(generator.latentSize()).isEqualTo(model.latentSize());
    assertThat(images.shape()).containsExactly(model.shape().batch(3));
    assertThat(images.maxNumber().doubleValue()).isLessThanOrEqualTo(generator.valueRange().max());
    assertThat(images.minNumber().doubleValue())
        .isGreaterThanOrEqualTo(generator.valueRange().min());
    Discriminator discriminator = model.discriminator(model.shape(), 3);
    INDArray[] given =
        discriminator.given().stream()
            .map(label -> OneHot.of(new int[] {0, 1, 2}, label.size()))
            .toArray(INDArray[]::new);
    assertThat(discriminator.score(images, given).shape()).containsExactly(3, 1);
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelIsFoundByItsName(GanModel model) {
    assertThat(GanModels.named(model.name())).isSameAs(model);
    assertThat(model.name()).matches("[a-z0-9-]+");
    assertThat(model.summary()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void namesAreDistinct() {
    assertThat(models()).extracting(GanModel::name).doesNotHaveDuplicates().contains("mlp");
  }

  @Test
  void unknownNameIsRefusedWithTheNamesThatThereAre() {
    for (String name : new String[] {"stylegan", "", "MLP"}) {
      assertThatThrownBy(() -> GanModels.named(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + name + "\"")
          .satisfies(
              error ->
                  assertThat(models())
                      .allSatisfy(model -> assertThat(error).hasMessageContaining(model.name())));
    }
  }

  private record Played(
      Generator generator, Discriminator discriminator, List<StepResult> results) {}

  private static Played play(GanModel model, long seed) {
    List<StepResult> results = new ArrayList<>();
    GanTrainer trainer =
        model
            .with(recipe -> recipe.withSettings(recipe.settings().withBatchSize(4)))
            .trainer(model.shape(), seed);
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            results.add(run.result().orElseThrow());
          }
        });
    trainer.fit(new RandomImages(model.shape(), model.classes()), 2);
    return new Played(trainer.generator(), trainer.discriminator(), results);
  }

  private static double[] bits(Player player) {
    INDArray parameters = player.weights().parameters();
    return parameters.reshape(parameters.length()).toDoubleVector();
  }

  /** Noise within the range: the models do not know better in two steps. */
  private static final class RandomImages implements BatchSource {
    private final ImageShape shape;
    private final int classes;
    private int batches;

    RandomImages(ImageShape shape, int classes) {
      this.shape = shape;
      this.classes = classes;
    }

    @Override
    public Batch batch(int count, ValueRange range) {
      INDArray images = next(count, range);
      int[] labels = IntStream.range(0, count).toArray();
      return classes == 0 ? Batch.of(images) : Batch.of(images, OneHot.of(labels, classes));
    }

    @Override
    public ImageShape shape() {
      return shape;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      return Latents.UNIT
          .source(shape.size(), batches++)
          .sample(count)
          .muli(range.max() - range.min())
          .addi(range.min())
          .reshape(shape.batch(count));
    }
  }
}

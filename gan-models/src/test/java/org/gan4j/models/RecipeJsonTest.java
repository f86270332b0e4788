package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.train.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class RecipeJsonTest {
  private static final Recipe RECIPE =
      new Recipe(
          7,
          new Adam(0.001, 0.5, 0.999, 1e-8),
          new Sgd(0.25),
          GanSettings.defaults()
              .withLatents(Latents.UNIFORM)
              .withLoss(Losses.hinge().smoothed(0.9))
              .withBatchSize(32)
              .withBatching(Batching.IN_ORDER)
              .withScheme(UpdateScheme.HALVES)
              .withDiscriminatorSteps(3),
          new Snapshots(16, Interval.steps(100), Interval.epochs(1)));

  private static final String JSON =
      """
      {
        "latents" : {
          "kind" : "uniform",
          "size" : 7
        },
        "generator" : {
          "optimiser" : "adam",
          "learningRate" : 0.001,
          "decay" : 0.0,
          "beta1" : 0.5,
          "beta2" : 0.999,
          "epsilon" : 1.0E-8
        },
        "discriminator" : {
          "optimiser" : "sgd",
          "learningRate" : 0.25,
          "decay" : 0.0
        },
        "loss" : {
          "name" : "hinge",
          "labelSmoothing" : 0.1,
          "labelNoise" : 0.0
        },
        "batches" : {
          "size" : 32,
          "order" : "in-order"
        },
        "updates" : {
          "scheme" : "halves",
          "discriminator" : 3,
          "generator" : 1
        },
        "snapshots" : {
          "samples" : 16,
          "sampleEvery" : "100 steps",
          "saveEvery" : "1 epoch"
        }
      }""";

  static List<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelsRecipeIsReadAsItWasWritten(GanModel model) {
    assertThat(Recipe.parse(model.recipe().toJson())).isEqualTo(model.recipe());
  }

  @Test
  void labelsThatAreSmoothedAndWrongAreReadAsTheyWereWritten() {
    Recipe recipe =
        RECIPE.withSettings(RECIPE.settings().withLoss(Losses.hinge().noisy(0.1, 0).smoothed(0.9)));

    assertThat(Recipe.parse(recipe.toJson())).isEqualTo(recipe);
  }

  @Test
  void jsonIsForPeople() {
    assertThat(RECIPE.toJson()).isEqualToNormalizingNewlines(JSON);
    assertThat(Recipe.parse(JSON)).isEqualTo(RECIPE);
  }

  @Test
  void schedulesAreAFieldOfThoseRecipesAlone() {
    Recipe recipe =
        RECIPE
            .withSettings(RECIPE.settings().withPenalties(GradientPenalty.r1(0.5)))
            .withSchedules(
                new Schedules(
                    Schedule.cosine(0).to(0.25),
                    Schedule.linear(0.5),
                    Schedule.CONSTANT.warmUp(500)));
    String json =
        JSON.replace(
            "  \"loss\" :",
            "  \"schedules\" : {\n"
                + "    \"rate\" : \"cosine:0.0:0.25\",\n"
                + "    \"penalty\" : \"linear:0.5\",\n"
                + "    \"average\" : \"warm-up:500\"\n"
                + "  },\n"
                + "  \"loss\" :");

    assertThat(recipe.toJson().replace("  \"penalty\" : \"r1:0.5\",\n", ""))
        .isEqualToNormalizingNewlines(json);
    assertThat(Recipe.parse(recipe.toJson())).isEqualTo(recipe);
    assertThatThrownBy(() -> Recipe.parse(json.replace("cosine:0.0:0.25", "cosin")))
        .hasMessageStartingWith("schedules.rate: \"cosin\" is no schedule");
    assertThatThrownBy(
            () -> Recipe.parse(json.replace("  \"sch", "  \"rateFallsFrom\" : 0.4,\n  \"sch")))
        .hasMessageStartingWith("rateFallsFrom and schedules.rate are two schedules of one rate");
  }

  @Test
  void lineBesideOtherSchedulesIsStillTheFieldThatItWas() {
    Schedules schedules =
        Schedules.CONSTANT.withRate(Schedule.linear(0.4)).withAverage(Schedule.CONSTANT.warmUp(5));
    Recipe recipe = RECIPE.withSchedules(schedules);

    assertThat(recipe.toJson()).contains("\"rateFallsFrom\" : 0.4,").doesNotContain("\"rate\"");
    assertThat(Recipe.parse(recipe.toJson())).isEqualTo(recipe);
  }

  @Test
  void rateThatFallsIsAFieldOfThoseRecipesAlone() {
    Recipe recipe = RECIPE.withRateFallsFrom(0.4);
    String json = JSON.replace("  \"loss\" :", "  \"rateFallsFrom\" : 0.4,\n  \"loss\" :");

    assertThat(recipe.toJson()).isEqualToNormalizingNewlines(json);
    assertThat(Recipe.parse(json)).isEqualTo(recipe);
    assertThat(Recipe.parse(json.replace("0.4", "1"))).isEqualTo(RECIPE);
    assertThat(Recipe.parse(json.replace("0.4", "0"))).isEqualTo(RECIPE.withRateFallsFrom(0));
    assertThatThrownBy(() -> Recipe.parse(json.replace("0.4", "1.5")))
        .hasMessage("rateFallsFrom has to be a number from 0 to 1, not 1.5");
    assertThatThrownBy(() -> Recipe.parse(json.replace("0.4", "null")))
        .hasMessage("rateFallsFrom has to be a number, not null");
    assertThatThrownBy(() -> Recipe.parse(json.replaceFirst("\"decay\" : 0.0", "\"decay\" : 1e-8")))
        .hasMessageStartingWith(
            "a learning rate cannot both decay and follow the schedule linear:0.4");
  }

  @Test
  void spectralNormIsAFieldOfThoseRecipesAlone() {
    Recipe recipe = RECIPE.withSettings(RECIPE.settings().withSpectralNorm(true));
    String json = JSON.replace("  \"batches\" :", "  \"spectralNorm\" : true,\n  \"batches\" :");

    assertThat(recipe.toJson()).isEqualToNormalizingNewlines(json);
    assertThat(Recipe.parse(json)).isEqualTo(recipe);
    assertThat(Recipe.parse(json.replace("true", "false"))).isEqualTo(RECIPE);
    assertThatThrownBy(() -> Recipe.parse(json.replace("true", "1")))
        .hasMessage("spectralNorm has to be true or false, not 1");
  }

  static List<IUpdater> optimisers() {
    return List.of(
        new RmsProp(0.01, 0.95, 1e-6),
        new Nesterovs(0.1, 0.8),
        new Sgd(new InverseSchedule(ScheduleType.ITERATION, 0.1, 1e-3, 1)),
        new Adam(new InverseSchedule(ScheduleType.ITERATION, 0.1, 1e-3, 1)));
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void everyKindOfOptimiserIsReadAsItWasWritten(IUpdater optimiser) {
    Recipe read = Recipe.parse(RECIPE.withOptimiser(optimiser).toJson());

    for (IUpdater same : List.of(read.generatorOptimiser(), read.discriminatorOptimiser())) {
      assertThat(same).hasSameClassAs(optimiser);
      for (int update : new int[] {0, 1, 1000}) {
        assertThat(same.getLearningRate(update, 2)).isEqualTo(optimiser.getLearningRate(update, 2));
      }
      same.setLrAndSchedule(1, null);
      IUpdater other = optimiser.clone();
      other.setLrAndSchedule(1, null);
      assertThat(same).isEqualTo(other);
    }
  }

  static List<IUpdater> optimisersWithoutWords() {
    return List.of(
        new AdaDelta(),
        new Sgd(new InverseSchedule(ScheduleType.EPOCH, 0.1, 1e-3, 1)),
        new Sgd(new InverseSchedule(ScheduleType.ITERATION, 0.1, 1e-3, 2)),
        new Sgd(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9)),
        new Nesterovs(0.1, new ExponentialSchedule(ScheduleType.ITERATION, 0.9, 0.9)));
  }

  @ParameterizedTest
  @MethodSource("optimisersWithoutWords")
  void optimisersWithoutWordsAreRefused(IUpdater optimiser) {
    Recipe recipe = RECIPE.withOptimiser(optimiser);

    assertThatThrownBy(recipe::toJson)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recipe")
        .hasMessageContaining(optimiser.getClass().getSimpleName());
  }

  @Test
  void lossesWithoutWordsAreRefused() {
    Recipe recipe = RECIPE.withSettings(RECIPE.settings().withLoss(Losses.hinge().noisy(0.1, 5)));

    assertThatThrownBy(recipe::toJson)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the loss has no name in a recipe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"beta1\" : 0.5|\"beta1\" : 1.5|generator.beta1 has to be a number from 0 to below 1,"
            + " not 1.5",
        "\"beta1\" : 0.5|\"beta1\" : \"0.5\"|generator.beta1 has to be a number, not \"0.5\"",
        "\"beta1\" : 0.5,||generator.beta1 is missing: a number is expected",
        "0.25,|0.25, \"beta1\" : 0.5,|discriminator.beta1 is not known here; there are:"
            + " optimiser, learningRate, decay",
        "0.001|0|generator.learningRate has to be a number above 0, not 0.0",
        "0.001|-1e999|generator.learningRate has to be a number above 0, not -Infinity",
        "\"adam\"|\"org.nd4j.linalg.learning.config.Adam\"|generator.optimiser has to be one of"
            + " adam, rmsprop, nesterovs, sgd, not \"org.nd4j.linalg.learning.config.Adam\"",
        "\"sgd\"|null|discriminator.optimiser has to be a text in quotes, not null",
        "\"uniform\"|\"round\"|latents.kind has to be one of normal, uniform, unit, not \"round\"",
        "\"size\" : 7|\"size\" : 0|latents.size has to be a whole number from 1 to 2147483647, not"
            + " 0",
        "\"size\" : 7|\"size\" : 7.5|latents.size has to be a whole number from 1 to 2147483647,"
            + " not 7.5",
        "\"hinge\"|\"hing\"|loss.name: there is no loss \"hing\"; there are: non-saturating,"
            + " minimax, least-squares, wasserstein, hinge",
        "Smoothing\" : 0.1|Smoothing\" : 0.9|loss.labelSmoothing has to be a number from 0 to"
            + " below 0.5, not 0.9",
        "\"size\" : 32|\"size\" : 31|a batch of 31 cannot be halved into real and generated"
            + " images: use an even batch size",
        "100 steps|100 years|snapshots.sampleEvery: an interval such as 100, \"100 steps\" or"
            + " \"1 epoch\" is expected, not \"100 years\"",
        "\"samples\" : 16|\"samples\" : -16|snapshots.samples has to be a whole number from 1 to"
            + " 2147483647, not -16",
        "\"samples\" : 16|\"samples\" : 16, \"samples\" : 9|it is no JSON, line 34: Duplicate"
            + " field 'samples'",
        "\"latents\" : {|\"latent\" : 5, \"latents\" : {|latent is not known here; there are:"
            + " latents, generator, discriminator, rateFallsFrom, schedules, loss, batches, updates,"
            + " penalty, spectralNorm, augment, fakesPool, snapshots",
        "\"halves\"|halves|it is no JSON, line 29: Unrecognized token 'halves'",
      })
  void whatIsWrongIsNamed(String right, String wrong, String message) {
    assertThat(JSON).contains(right);
    String json = JSON.replace(right, wrong == null ? "" : wrong);

    assertThatThrownBy(() -> Recipe.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[]|it is no JSON object", "|it is no JSON object", "{} {}|it is no JSON, line 1"})
  void textsThatAreNoObjectAreRefused(String text, String message) {
    assertThatThrownBy(() -> Recipe.parse(text == null ? "" : text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}

package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gan4j.Batch;
import org.gan4j.Pass;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Who frees the native memory of a step, without the garbage collector. */
class StepMemoryTest {
  private static final int BATCH = 6;

  private final RecordingPlayers players = new RecordingPlayers(DataType.FLOAT);

  private static ImageSet images() {
    byte[] pixels = new byte[20 * RecordingPlayers.SHAPE.size()];
    new SplittableRandom(3).nextBytes(pixels);
    return ByteImages.of(RecordingPlayers.SHAPE, pixels);
  }

  private static GanSettings game(UpdateScheme scheme, AdversarialLoss loss) {
    return GanSettings.defaults().withBatchSize(BATCH).withScheme(scheme).withLoss(loss);
  }

  static Stream<Arguments> games() {
    AdversarialLoss plain = Losses.nonSaturating();
    return Stream.of(UpdateScheme.values())
        .flatMap(
            scheme -> Stream.of(plain, plain.smoothed(0.9).noisy(0.3, 1)).map(l -> args(scheme, l)))
        .flatMap(a -> Stream.of(DataType.FLOAT, DataType.DOUBLE).map(type -> with(a, type)));
  }

  private static Object[] args(UpdateScheme scheme, AdversarialLoss loss) {
    return new Object[] {scheme, loss};
  }

  private static Arguments with(Object[] game, DataType type) {
    return Arguments.of(game[0], game[1], type);
  }

  @ParameterizedTest
  @MethodSource("games")
  void everyArrayOfAStepIsClosedAtItsEnd(UpdateScheme scheme, AdversarialLoss loss, DataType type) {
    RecordingPlayers recording = new RecordingPlayers(type);
    GanTrainer trainer =
        new GanTrainer(recording.generator(), recording.discriminator(), game(scheme, loss));
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            assertThat(recording.open()).isEmpty();
            assertThat(recording.passed()).isGreaterThan(10);
          }
        });
    trainer.fit(images(), 3);
    assertThat(trainer.steps()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("games")
  void nativeMemoryThatNd4jCountsDoesNotGrowWithSteps(
      UpdateScheme scheme, AdversarialLoss loss, DataType type) {
    RecordingPlayers recording = new RecordingPlayers(type);
    GanTrainer trainer =
        new GanTrainer(recording.generator(), recording.discriminator(), game(scheme, loss));
    ImageSet images = images();
    trainer.fit(images, 20);
    long before = counted();
    trainer.fit(images, 300);
    assertThat(counted() - before).isLessThanOrEqualTo(0);
  }

  /**
   * Bytes of all arrays that were allocated and not freed, when no batch is being read ahead; the
   * name is misspelt in ND4J.
   */
  private static long counted() {
    assertThat(ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.MINUTES)).isTrue();
    return Nd4j.getEnvironment().getDeviceCouner(0);
  }

  @Test
  void stepThatFailsLeavesNothingOpenEither() {
    GanTrainer trainer =
        new GanTrainer(
            players.generator(),
            players.discriminator(),
            game(UpdateScheme.SEPARATE, Losses.nonSaturating())) {
          @Override
          protected void discriminatorUpdated() {
            throw new IllegalStateException("in a hook");
          }
        };
    assertThatThrownBy(() -> trainer.fit(images(), 1)).hasMessage("in a hook");
    assertThat(players.open()).isEmpty();
  }

  /** Shrivastava et al. 2017 (arXiv:1612.07828): the discriminator sees images of before too. */
  private final class PoolTrainer extends GanTrainer {
    private final List<INDArray> pool = new ArrayList<>();

    PoolTrainer(UpdateScheme scheme) {
      super(players.generator(), players.discriminator(), game(scheme, Losses.nonSaturating()));
    }

    @Override
    protected Flow shown(Tape tape, Flow fake, Batch real) {
      pool.add(fake.keep());
      return tape.of(pool.get(pool.size() / 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void arraysOfAPoolOfOldImagesStayOpenWhenTheyAreHandedOut(UpdateScheme scheme) {
    PoolTrainer trainer = new PoolTrainer(scheme);
    trainer.fit(images(), 6);
    assertThat(trainer.pool).hasSize(6).noneMatch(INDArray::wasClosed);
  }

  @Test
  void realAndGeneratedImagesLiveUntilTheEndOfTheStep() {
    class KeepingTrainer extends GanTrainer {
      private final List<INDArray> kept = new ArrayList<>();

      KeepingTrainer() {
        super(
            players.generator(),
            players.discriminator(),
            game(UpdateScheme.SEPARATE, Losses.nonSaturating()));
      }

      @Override
      protected Flow shown(Tape tape, Flow fake, Batch real) {
        kept.add(fake.array());
        kept.add(real.samples());
        return super.shown(tape, fake, real);
      }

      @Override
      protected void generatorUpdated() {
        assertThat(kept).hasSize(2).noneMatch(INDArray::wasClosed);
      }
    }
    KeepingTrainer trainer = new KeepingTrainer();
    trainer.fit(images(), 1);
    assertThat(trainer.kept).allMatch(INDArray::wasClosed);
  }

  @Test
  void overrideThatClosesNothingTrainsAsWell() {
    GanTrainer trainer =
        new GanTrainer(
            players.generator(),
            players.discriminator(),
            game(UpdateScheme.SEPARATE, Losses.nonSaturating())) {
          @Override
          protected void step(Tape tape) {
            updateDiscriminator(tape, next(tape));
            FrozenStack stack = new FrozenStack(generator(), discriminator());
            Pass onFake = stack.forward(latents().sample(settings().batchSize()));
            onFake.backward(loss().generator(onFake.output()).gradient());
            generator().update();
          }
        };
    trainer.fit(images(), 5);
    assertThat(trainer.steps()).isEqualTo(5);
  }

  @Test
  void stackTakesTwoBackwardPassesForOneForwardPass() {
    FrozenStack stack = new FrozenStack(players.generator(), players.discriminator());
    Pass pass = stack.forward(Nd4j.zeros(DataType.FLOAT, BATCH, 3));
    pass.backward(pass.output());
    assertThat(pass.backward(pass.output()).get(0).shape()).containsExactly(BATCH, 3);
  }
}

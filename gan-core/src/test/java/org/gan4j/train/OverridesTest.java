package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Variants of the trainer under each update scheme. */
class OverridesTest {
  private static final int BATCH = 6;

  private static ImageSet images() {
    byte[] pixels = new byte[20 * Networks.SHAPE.size()];
    new SplittableRandom(3).nextBytes(pixels);
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  /** Calls its hooks, and remembers that. */
  private static class Variant extends GanTrainer {
    private final List<String> called = new ArrayList<>();

    Variant(UpdateScheme scheme) {
      super(
          Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE),
          Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE),
          GanSettings.builder().batchSize(BATCH).seed(5).scheme(scheme).build());
    }

    @Override
    protected INDArray fakeImages(int count) {
      called.add("fakeImages");
      return changed(super.fakeImages(count));
    }

    INDArray changed(INDArray fake) {
      return fake;
    }

    @Override
    protected void discriminatorUpdated() {
      called.add("discriminatorUpdated");
    }

    @Override
    protected void generatorUpdated() {
      called.add("generatorUpdated");
    }
  }

  private static List<INDArray> trained(GanTrainer trainer) {
    trainer.fit(images(), 3);
    return List.of(
        trainer.generator().parameters().dup(), trainer.discriminator().parameters().dup());
  }

  private static GanTrainer plain(UpdateScheme scheme) {
    Variant like = new Variant(scheme);
    return new GanTrainer(like.generator(), like.discriminator(), like.settings());
  }

  @ParameterizedTest
  @EnumSource
  void everyHookIsCalledOnceAStep(UpdateScheme scheme) {
    Variant variant = new Variant(scheme);
    variant.fit(images(), 2);
    assertThat(variant.called)
        .containsExactly(
            "fakeImages",
            "discriminatorUpdated",
            "generatorUpdated",
            "fakeImages",
            "discriminatorUpdated",
            "generatorUpdated");
  }

  @ParameterizedTest
  @EnumSource
  void variantThatOnlyLooksTrainsAsTheTrainerItselfToTheBit(UpdateScheme scheme) {
    assertThat(trained(new Variant(scheme))).isEqualTo(trained(plain(scheme)));
  }

  @ParameterizedTest
  @EnumSource
  void discriminatorIsTrainedOnTheImagesThatAVariantReturns(UpdateScheme scheme) {
    assertThat(trained(variant(scheme, fake -> fake.mul(0.5))).get(1))
        .isNotEqualTo(trained(plain(scheme)).get(1));
  }

  /** A copy is as good as the images: the same discriminator after one step, whoever made them. */
  @ParameterizedTest
  @EnumSource
  void discriminatorLearnsTheSameOfACopy(UpdateScheme scheme) {
    GanTrainer copying = variant(scheme, INDArray::dup);
    GanTrainer plain = plain(scheme);
    copying.fit(images(), 1);
    plain.fit(images(), 1);
    double furthest =
        copying.discriminator().parameters().distance2(plain.discriminator().parameters());
    assertThat(furthest).isBetween(0.0, 1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void generatorLearnsOfItsOwnImagesWhateverTheDiscriminatorIsShown(UpdateScheme scheme) {
    GanTrainer trainer = variant(scheme, fake -> Nd4j.zeros(fake.dataType(), fake.shape()));
    INDArray before = trainer.generator().parameters().dup();
    trainer.fit(images(), 1);
    assertThat(trainer.generator().parameters()).isNotEqualTo(before);
  }

  /**
   * In a simultaneous step the discriminator has not learnt yet when it judges for the generator.
   */
  @Test
  void generatorLearnsTheSameWhateverTheDiscriminatorIsShownInTheSameStep() {
    GanTrainer one = variant(UpdateScheme.SIMULTANEOUS, fake -> fake.mul(0.5));
    GanTrainer other = variant(UpdateScheme.SIMULTANEOUS, INDArray::neg);
    one.fit(images(), 1);
    other.fit(images(), 1);
    assertThat(one.generator().parameters()).isEqualTo(other.generator().parameters());
    assertThat(one.discriminator().parameters()).isNotEqualTo(other.discriminator().parameters());
  }

  /** Passes of one's own on the way: what the generator then remembers is another pass. */
  @ParameterizedTest
  @EnumSource
  void variantMayRunTheGeneratorBesides(UpdateScheme scheme) {
    Variant trainer =
        new Variant(scheme) {
          @Override
          INDArray changed(INDArray fake) {
            generator().forward(Nd4j.zeros(fake.dataType(), BATCH, generator().latentSize()));
            return fake;
          }
        };
    Variant reference = new Variant(scheme);
    trainer.fit(images(), 1);
    reference.fit(images(), 1);
    assertThat(trainer.called).isEqualTo(reference.called);
  }

  private static Variant variant(UpdateScheme scheme, Function<INDArray, INDArray> change) {
    return new Variant(scheme) {
      @Override
      INDArray changed(INDArray fake) {
        return change.apply(fake);
      }
    };
  }

  /** Overrides an update of the schemes that make two. */
  private static class Eager extends Variant {
    Eager(UpdateScheme scheme) {
      super(scheme);
    }

    @Override
    protected double updateGenerator(int count) {
      return super.updateGenerator(count);
    }
  }

  @Test
  void updateThatTheSchemeNeverCallsIsRefused() {
    assertThatThrownBy(() -> new Eager(UpdateScheme.SIMULTANEOUS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overrides updateGenerator, which the update scheme SIMULTANEOUS")
        .hasMessageContaining("override updateTogether or step instead");
    assertThatThrownBy(
            () ->
                new Variant(UpdateScheme.COMBINED) {
                  @Override
                  protected StepResult updateTogether(INDArray real) {
                    return super.updateTogether(real);
                  }
                })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overrides updateTogether, which the update scheme COMBINED");
  }

  /** Has a method of its own by the name of one that its scheme does not call. */
  private static final class Homonymous extends Variant {
    Homonymous() {
      super(UpdateScheme.SIMULTANEOUS);
      updateGenerator("now");
    }

    private void updateGenerator(String when) {
      assertThat(when).isEqualTo("now");
    }
  }

  @Test
  void methodThatHasOnlyTheNameOverridesNothing() {
    assertThatCode(Homonymous::new).doesNotThrowAnyException();
  }

  /** Has a step of its own that is none, and an update that is never called. */
  private static final class Counted extends Eager {
    Counted() {
      super(UpdateScheme.SIMULTANEOUS);
      step(1);
    }

    private void step(int number) {
      assertThat(number).isOne();
    }
  }

  @Test
  void methodThatHasOnlyTheNameDoesNotStandForTheStep() {
    assertThatThrownBy(Counted::new).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void variantForAllSchemesIsTaken(UpdateScheme scheme) {
    assertThatCode(
            () ->
                new Eager(scheme) {
                  @Override
                  protected StepResult updateTogether(INDArray real) {
                    return super.updateTogether(real);
                  }
                })
        .doesNotThrowAnyException();
  }
}

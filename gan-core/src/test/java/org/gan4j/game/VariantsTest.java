package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.loss.ScoreLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Variants of the trainer under each update scheme. */
class VariantsTest {
  private static final int BATCH = 6;
  private static final double RATE = 0.1;

  private static ImageSet images() {
    byte[] pixels = new byte[20 * Networks.SHAPE.size()];
    new SplittableRandom(3).nextBytes(pixels);
    return ByteImages.of(Networks.SHAPE, pixels);
  }

  /** Overrides all that there is, and remembers what was called. */
  private static class Variant extends GanTrainer {
    private final List<String> called = new ArrayList<>();

    Variant(UpdateScheme scheme) {
      super(
          Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE),
          Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE),
          GanSettings.defaults().withBatchSize(BATCH).withSeed(5).withScheme(scheme));
    }

    @Override
    protected void step(Tape tape) {
      called.add("step");
      super.step(tape);
    }

    @Override
    protected Flow generate(Tape tape, Batch real, int count) {
      called.add("generate");
      return super.generate(tape, real, count);
    }

    @Override
    protected Flow shown(Tape tape, Flow fake, Batch real) {
      called.add("shown");
      return super.shown(tape, fake, real);
    }

    @Override
    protected Flow judge(Tape tape, Flow images, Batch real) {
      called.add("judge");
      return super.judge(tape, images, real);
    }

    @Override
    protected List<Term> realTerms(Flow scores, Batch real) {
      called.add("realTerms");
      return super.realTerms(scores, real);
    }

    @Override
    protected List<Term> fakeTerms(Flow scores, Batch real) {
      called.add("fakeTerms");
      return super.fakeTerms(scores, real);
    }

    @Override
    protected List<Term> generatorTerms(Flow scores, Flow fake, Batch real) {
      called.add("generatorTerms");
      return super.generatorTerms(scores, fake, real);
    }

    @Override
    protected void penalise(Tape tape, Flow images, Flow shown, Batch real) {
      called.add("penalise");
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
        trainer.generator().weights().parameters().dup(),
        trainer.discriminator().weights().parameters().dup());
  }

  private static GanTrainer plain(UpdateScheme scheme) {
    Variant like = new Variant(scheme);
    return new GanTrainer(like.generator(), like.discriminator(), like.settings());
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodThatCanBeOverriddenIsCalledInEachStep(UpdateScheme scheme) {
    Set<String> all =
        Stream.of(GanTrainer.class.getDeclaredMethods())
            .filter(VariantsTest::canBeOverridden)
            .map(Method::getName)
            .collect(Collectors.toSet());
    Variant variant = new Variant(scheme);
    variant.fit(images(), 1);
    List<String> once = List.copyOf(variant.called);
    variant.fit(images(), 1);

    assertThat(once).containsOnlyOnceElementsOf(calledOnceAStep(all)).containsAll(all);
    assertThat(all).containsAll(once).hasSize(10);
    assertThat(once.indexOf("discriminatorUpdated")).isLessThan(once.indexOf("generatorUpdated"));
    assertThat(variant.called.subList(once.size(), variant.called.size())).isEqualTo(once);
  }

  private static boolean canBeOverridden(Method method) {
    return !method.isSynthetic()
        && Modifier.isProtected(method.getModifiers())
        && !Modifier.isFinal(method.getModifiers());
  }

  /** The generator's images may be others than the discriminator's, and are judged then. */
  private static Set<String> calledOnceAStep(Set<String> all) {
    return all.stream()
        .filter(name -> !Set.of("generate", "judge").contains(name))
        .collect(Collectors.toSet());
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
        copying
            .discriminator()
            .weights()
            .parameters()
            .distance2(plain.discriminator().weights().parameters());
    assertThat(furthest).isBetween(0.0, 1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void generatorLearnsOfItsOwnImagesWhateverTheDiscriminatorIsShown(UpdateScheme scheme) {
    GanTrainer trainer = variant(scheme, fake -> Nd4j.zeros(fake.dataType(), fake.shape()));
    INDArray before = trainer.generator().weights().parameters().dup();
    trainer.fit(images(), 1);
    assertThat(trainer.generator().weights().parameters()).isNotEqualTo(before);
  }

  /**
   * In a simultaneous step the discriminator has not learnt yet when it judges for the generator.
   */
  @Test
  void generatorLearnsTheSameWhateverTheDiscriminatorIsShownInTheSameStep() {
    GanTrainer one = variant(UpdateScheme.SIMULTANEOUS, fake -> fake.mul(0.5));
    GanTrainer other = variant(UpdateScheme.SIMULTANEOUS, INDArray::neg);
    GanTrainer plain = plain(UpdateScheme.SIMULTANEOUS);
    one.fit(images(), 1);
    other.fit(images(), 1);
    plain.fit(images(), 1);
    assertThat(one.generator().weights().parameters())
        .isEqualTo(other.generator().weights().parameters());
    assertThat(one.generator().weights().parameters())
        .isEqualTo(plain.generator().weights().parameters());
    assertThat(one.discriminator().weights().parameters())
        .isNotEqualTo(other.discriminator().weights().parameters());
  }

  /** Passes of one's own on the way: what the players then remember are other passes. */
  @ParameterizedTest
  @EnumSource
  void variantMayRunThePlayersBesides(UpdateScheme scheme) {
    Variant trainer =
        new Variant(scheme) {
          @Override
          protected Flow shown(Tape tape, Flow fake, Batch real) {
            INDArray latents = Nd4j.zeros(generator().dataType(), BATCH, generator().latentSize());
            discriminator().score(generator().forward(latents).output());
            return super.shown(tape, fake, real);
          }
        };
    assertThat(trained(trainer)).isEqualTo(trained(plain(scheme)));
  }

  /** The drift penalty of Karras et al. 2018: a mean of squared scores of real images. */
  private static final class Drift extends GanTrainer {
    private static final double WEIGHT = 3;

    private INDArray before; // parameters and gradients as the penalty left them
    private INDArray gradients;
    private INDArray without;
    private INDArray after;

    Drift(UpdateScheme scheme) {
      super(
          Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE),
          Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE),
          GanSettings.defaults().withBatchSize(BATCH).withSeed(5).withScheme(scheme));
    }

    @Override
    protected void penalise(Tape tape, Flow images, Flow shown, Batch real) {
      assertThat(images.array()).isEqualTo(real.samples());
      assertThat(shown.count()).isEqualTo(images.count());
      without = discriminator().weights().gradients();
      Flow scores = judge(tape, images, real);
      Term drift = Term.of(scores, s -> ScoreLoss.mean(s, x -> x * x, x -> 2 * x));
      tape.descend(discriminator(), drift.times(WEIGHT).named("d_drift"));
      before = discriminator().weights().parameters().dup();
      gradients = discriminator().weights().gradients();
    }

    @Override
    protected void discriminatorUpdated() {
      after = discriminator().weights().parameters().dup();
    }
  }

  @ParameterizedTest
  @EnumSource
  void discriminatorDescendsWhatAVariantAddsBeforeItsUpdate(UpdateScheme scheme) {
    Drift trainer = new Drift(scheme);
    trainer.fit(images(), 1);
    assertThat(trainer.gradients.distance2(trainer.without)).isGreaterThan(1e-3);
    INDArray descended = trainer.before.sub(trainer.gradients.mul(RATE));
    assertThat(trainer.after.distance2(descended)).isBetween(0.0, 1e-12);
  }

  private static Variant variant(UpdateScheme scheme, UnaryOperator<INDArray> change) {
    return new Variant(scheme) {
      @Override
      protected Flow shown(Tape tape, Flow fake, Batch real) {
        return tape.take(change.apply(super.shown(tape, fake, real).array()));
      }
    };
  }
}

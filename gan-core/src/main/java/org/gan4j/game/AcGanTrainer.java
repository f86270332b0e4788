package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Term;

/**
 * A GAN with an auxiliary classifier (Odena, Olah and Shlens 2017, arXiv:1610.09585): the
 * discriminator is not told the class but says it, in a second output {@code [batch, classes]} of
 * logits, and the generator is to be recognised. Beside the losses of the game are cross entropies
 * of the classes, {@code d_class} on real images, {@code d_class_fake} and {@code g_class} on
 * generated ones in the numbers of a step; they are part of {@code d_loss} and {@code g_loss}.
 */
public class AcGanTrainer extends ConditionalGanTrainer {
  private final ClassWeights weights;

  /**
   * What the class losses weigh beside those of the game.
   *
   * @param real of real images, in the discriminator's loss; 1 in the paper
   * @param fake of generated images, in the discriminator's loss: 1 in the paper; at 0 it learns
   *     classes from real images alone, and not from what the generator takes for them
   * @param generator of generated images, in the generator's loss; 1 in the paper
   */
  public record ClassWeights(double real, double fake, double generator) {
    /** The usual ones: those of the paper, but generated images teach nobody what a class is. */
    public static final ClassWeights USUAL = new ClassWeights(1, 0, 1);

    /**
     * Checks the weights.
     *
     * @param real 0 or more
     * @param fake 0 or more
     * @param generator 0 or more
     * @throws IllegalArgumentException if one is less, or not finite
     */
    public ClassWeights {
      for (double weight : new double[] {real, fake, generator}) {
        checkArgument(
            weight >= 0 && Double.isFinite(weight),
            "the weight of a class loss is a number of 0 or more, not %s",
            weight);
      }
    }
  }

  /**
   * Creates a trainer.
   *
   * @param generator makes images of latents: noise, then the class as {@code classes} values
   * @param discriminator takes images; gives scores, and as a second output a logit for each class
   * @param settings how they play
   * @param classes how many there are
   * @param weights of the class losses
   * @throws IllegalArgumentException if the networks do not fit together
   */
  public AcGanTrainer(
      Generator generator,
      Discriminator discriminator,
      GanSettings settings,
      int classes,
      ClassWeights weights) {
    super(generator, discriminator, settings, classes);
    this.weights = weights;
  }

  @Override
  protected List<Term> realTerms(Flow scores, Batch real) {
    return with(super.realTerms(scores, real), scores, real, weights.real, "d_class");
  }

  @Override
  protected List<Term> fakeTerms(Flow scores, Batch real) {
    return with(super.fakeTerms(scores, real), scores, real, weights.fake, "d_class_fake");
  }

  @Override
  protected List<Term> generatorTerms(Flow scores, Flow fake, Batch real) {
    return with(
        super.generatorTerms(scores, fake, real), scores, real, weights.generator, "g_class");
  }

  /** Adds a class loss, unless it weighs nothing: then the game is the plain one, to the bit. */
  private static List<Term> with(
      List<Term> terms, Flow scores, Batch real, double weight, String name) {
    if (weight == 0) {
      return terms;
    }
    List<Flow> said = scores.siblings();
    checkArgument(
        said.size() >= 2,
        "the discriminator has no second output for the classes: use a ComputationGraph with the"
            + " outputs scores and classes");
    List<Term> all = new ArrayList<>(terms);
    all.add(Term.crossEntropy(said.get(1), real.given(0)).times(weight).named(name));
    return all;
  }

  @Override
  public Map<String, String> rules() {
    return ImmutableMap.<String, String>builder()
        .putAll(super.rules())
        .put("classWeights", weights.real + " " + weights.fake + " " + weights.generator)
        .build();
  }
}

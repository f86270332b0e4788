package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.gan4j.OneHot;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Links;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoGAN (Chen et al. 2016, arXiv:1606.03657): nobody tells the classes; the generator is given a
 * category and codes beside its noise, and the discriminator, in further outputs, is to find out
 * from the image which they were. So the categories come to mean something. Both players descend
 * the loss of what was found out, on generated images alone: the cross entropy of the category, and
 * half of the squared distance of the codes, a normal distribution with deviation 1. They are
 * {@code d_category}, {@code d_codes}, {@code g_category} and {@code g_codes} in the numbers of a
 * step, and are part of {@code d_loss} and {@code g_loss}.
 *
 * <p>The outputs of the discriminator: scores, {@code [batch, categories]} logits, and if there are
 * codes {@code [batch, codes]}.
 */
public class InfoGanTrainer extends GanTrainer {
  private final CodeWeights weights;
  private final LatentSource categories;
  private final LatentSource codes; // null if there are none
  private Flow category; // of the images that were generated last
  private Flow code;

  /**
   * What is found out weighs beside the losses of the game.
   *
   * @param category 1 in the paper
   * @param codes 0.1 in the paper's experiment with MNIST
   */
  public record CodeWeights(double category, double codes) {
    /** Those of the paper. */
    public static final CodeWeights USUAL = new CodeWeights(1, 0.1);

    /**
     * Checks the weights.
     *
     * @param category 0 or more
     * @param codes 0 or more
     * @throws IllegalArgumentException if one is less, or not finite
     */
    public CodeWeights {
      for (double weight : new double[] {category, codes}) {
        checkArgument(
            weight >= 0 && Double.isFinite(weight),
            "the weight of what is found out is a number of 0 or more, not %s",
            weight);
      }
    }
  }

  /**
   * Creates a trainer.
   *
   * @param generator makes images of latents: noise, a category, codes
   * @param discriminator gives scores, logits of the category, and codes
   * @param settings how they play
   * @param space what the latents are, with at least two categories as its classes
   * @param weights of what is found out
   * @throws IllegalArgumentException if the networks do not fit together
   */
  public InfoGanTrainer(
      Generator generator,
      Discriminator discriminator,
      GanSettings settings,
      LatentSpace space,
      CodeWeights weights) {
    super(generator, discriminator, settings, space, 0);
    checkArgument(
        space.classes() >= 2, "there are two categories at least, not %s", space.classes());
    this.weights = weights;
    this.categories = Latents.UNIT.source(1, Seeds.derive(settings.seed(), "categories"));
    draws("categories", categories);
    this.codes =
        space.codes() == 0
            ? null
            : Latents.UNIFORM.source(space.codes(), Seeds.derive(settings.seed(), "codes"));
    draws("codes", codes);
  }

  @Override
  protected Flow generate(Tape tape, Batch real, int count) {
    List<Flow> parts = new ArrayList<>();
    parts.add(tape.take(inPlayersType(latents().sample(count))));
    category = tape.take(inPlayersType(OneHot.of(drawn(count), latentSpace().classes())));
    parts.add(category);
    if (codes != null) {
      code = tape.take(inPlayersType(codes.sample(count)));
      parts.add(code);
    }
    return tape.through(generator(), tape.through(Links.sideBySide(), parts.toArray(Flow[]::new)));
  }

  private int[] drawn(int count) {
    try (INDArray shares = categories.sample(count)) {
      int most = latentSpace().classes() - 1; // a share rounded to single precision may be 1
      return Arrays.stream(NativeArrays.values(shares))
          .mapToInt(share -> Math.min(most, (int) (share * latentSpace().classes())))
          .toArray();
    }
  }

  @Override
  protected List<Term> fakeTerms(Flow scores, Batch real) {
    return with(super.fakeTerms(scores, real), scores, "d");
  }

  @Override
  protected List<Term> generatorTerms(Flow scores, Flow fake, Batch real) {
    return with(super.generatorTerms(scores, fake, real), scores, "g");
  }

  private List<Term> with(List<Term> terms, Flow scores, String player) {
    List<Flow> said = scores.siblings();
    int needed = codes == null ? 2 : 3;
    checkArgument(
        said.size() == needed,
        "the discriminator has %s outputs; it needs %s: scores, categories%s",
        said.size(),
        needed,
        codes == null ? "" : " and codes");
    List<Term> all = new ArrayList<>(terms);
    if (weights.category != 0) {
      all.add(
          Term.crossEntropy(said.get(1), category.array())
              .times(weights.category)
              .named(player + "_category"));
    }
    if (codes != null && weights.codes != 0) {
      all.add(
          Term.squares(said.get(2), code.array()).times(weights.codes).named(player + "_codes"));
    }
    return all;
  }

  @Override
  public Map<String, String> rules() {
    return ImmutableMap.<String, String>builder()
        .putAll(super.rules())
        .put("infoWeights", weights.category + " " + weights.codes)
        .build();
  }
}

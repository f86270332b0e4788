package consumer;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.loss.Losses;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** The Wasserstein GAN of Arjovsky et al. 2017: a critic with clipped weights, five updates a step. */
public class WganTrainer extends GanTrainer {
  private final double bound;

  public WganTrainer(Generator generator, Discriminator critic, GanSettings settings, double bound) {
    super(
        generator,
        critic,
        settings.withLoss(Losses.wasserstein()).withDiscriminatorSteps(5));
    this.bound = bound;
  }

  @Override
  protected void discriminatorUpdated() {
    for (INDArray weights : discriminator().weights().trained()) {
      BooleanIndexing.replaceWhere(weights, bound, Conditions.greaterThan(bound));
      BooleanIndexing.replaceWhere(weights, -bound, Conditions.lessThan(-bound));
    }
  }
}

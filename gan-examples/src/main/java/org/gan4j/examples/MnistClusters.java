package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.LatentSpace;
import org.gan4j.data.Clusters;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.download.Mnist;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.NarrowDcgan;
import org.gan4j.train.MovingAverage;

/** Trains a GAN on images without labels: it finds groups of images that look alike first. */
public final class MnistClusters {
  private static final long SEED = 1;

  private MnistClusters() {}

  /**
   * Trains, and draws into {@code runs/mnist-clusters/digits.png}. Downloads MNIST if it is
   * missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 50, 7_200, Path.of("runs", "mnist-clusters"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param images height and width multiples of 4
   * @param clusters how many groups to find
   * @param steps how many to train, at least 1
   * @param out where a hundred images are drawn
   */
  public static GanTrainer run(ImageSet images, int clusters, long steps, Path out) {
    // region clusters
    LabelledImages grouped = Clusters.of(images, clusters, SEED);
    GanModel model = NarrowDcgan.clusteredModel().forClasses(grouped.classes());
    GanTrainer trainer = model.trainer(grouped.shape(), SEED, steps);
    MovingAverage average = MovingAverage.of(trainer);
    trainer.listen(average);
    trainer.listen(every(100, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(grouped, steps);

    LatentSpace asInTheData = trainer.latentSpace().withShares(grouped.shares());
    TrainedGenerator drawer = TrainedGenerator.of(average.generator(), asInTheData);
    ImageGrid grid = ImageGrid.of(drawer.generator().valueRange());
    grid.write(drawer.generate(100, 1), out.resolve("digits.png"));
    // endregion
    return trainer;
  }
}

package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.download.Mnist;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.NarrowDcgan;
import org.gan4j.train.MovingAverage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains a GAN that draws the digit that it is asked for, and draws sevens. */
public final class MnistLabels {
  private static final long SEED = 1;

  private MnistLabels() {}

  /**
   * Trains, and draws into {@code runs/mnist-labels/sevens.png}. Downloads MNIST if it is missing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(Mnist.train(), 7_200, Path.of("runs", "mnist-labels"));
  }

  /**
   * {@return the trainer after its last step, and through it both networks}
   *
   * @param digits images, height and width multiples of 4, and their classes
   * @param steps how many to train, at least 1
   * @param out where sixteen images of the class 7 are drawn
   */
  public static GanTrainer run(LabelledImages digits, long steps, Path out) {
    // region labels
    GanModel model = NarrowDcgan.labelledModel().forClasses(digits.classes());
    GanTrainer trainer = model.trainer(digits.shape(), SEED, steps);
    MovingAverage average = MovingAverage.of(trainer);
    trainer.listen(average);
    trainer.listen(every(100, run -> System.out.println(run.result().orElseThrow())));
    trainer.fit(digits, steps);

    TrainedGenerator drawer = TrainedGenerator.of(average.generator(), trainer.latentSpace());
    INDArray sevens = drawer.generate(16, 1, "7");
    ImageGrid.of(drawer.generator().valueRange()).write(sevens, out.resolve("sevens.png"));
    // endregion
    return trainer;
  }
}

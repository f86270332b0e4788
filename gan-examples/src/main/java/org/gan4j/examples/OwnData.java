package org.gan4j.examples;

import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains on images that come from anywhere, here on bright squares that are made when they are
 * asked for. Images that are bytes already need no class: {@code ByteImages.of(shape, bytes)}.
 */
public final class OwnData implements BatchSource {
  private final ImageShape shape = ImageShape.gray(16, 16);
  private final SplittableRandom random = new SplittableRandom(1);

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    INDArray images = Nd4j.valueArrayOf(shape.batch(count), range.min());
    for (int image = 0; image < count; image++) {
      int corner = random.nextInt(8);
      for (int pixel = 0; pixel < 64; pixel++) {
        int[] at = {image, 0, corner + pixel / 8, corner + pixel % 8};
        images.putScalar(at, range.max());
      }
    }
    return images;
  }

  /**
   * Trains for 500 steps.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    System.out.println(run(500).steps() + " steps");
  }

  static GanTrainer run(long steps) {
    OwnData data = new OwnData();
    GanModel model = MlpGan.model();
    GanTrainer trainer =
        new GanTrainer(
            model.generator(data.shape(), 1),
            model.discriminator(data.shape(), 1),
            model.settings());
    trainer.fit(data, steps);
    return trainer;
  }
}

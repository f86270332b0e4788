package org.gan4j.examples;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.ReluDcgan;
import org.gan4j.train.GanTrainer;

/** Trains the DCGAN for colour images of 32 x 32 pixels on discs, made here byte by byte. */
public final class ColourDcgan32 {
  private static final ImageShape SHAPE = ImageShape.rgb(32, 32);

  private ColourDcgan32() {}

  /**
   * Trains for 1,000 steps into {@code runs/colour-dcgan32}.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    run(discs(5_000), 1_000, Path.of("runs", "colour-dcgan32"));
  }

  static GanTrainer run(ImageSet images, long steps, Path out) {
    GanModel model = ReluDcgan.model();
    GanTrainer trainer =
        new GanTrainer(model.generator(SHAPE, 1), model.discriminator(SHAPE, 1), model.settings());
    trainer.listen(
        every(100, SampleGrid.into(out, trainer.generator(), model.settings().latents(), 64, 1)));
    trainer.fit(images, steps);
    return trainer;
  }

  /** Image after image, channel by channel: a disc of a radius and a colour of its own each. */
  static ImageSet discs(int count) {
    byte[] pixels = new byte[count * SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / SHAPE.size();
      int channel = i / (32 * 32) % 3;
      int fromMiddle = (int) Math.hypot(i % 32 - 16, i / 32 % 32 - 16);
      int bright = 60 + (image * (channel + 3) * 17) % 196;
      pixels[i] = (byte) (fromMiddle < 6 + image % 8 ? bright : 0);
    }
    return ByteImages.of(SHAPE, pixels);
  }
}

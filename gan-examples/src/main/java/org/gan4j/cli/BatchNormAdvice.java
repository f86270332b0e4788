package org.gan4j.cli;

import java.util.function.Consumer;
import org.gan4j.ImageShape;
import org.gan4j.models.GanModel;

/** Warns of batches in which BatchNorm has nothing to compare. */
final class BatchNormAdvice {
  private static final int FEW = 2;

  private BatchNormAdvice() {}

  /** Tells whether a model is to be trained in such batches, and on what. */
  static void tell(GanModel model, ImageShape shape, Consumer<String> say) {
    int batch = model.settings().batchSize();
    if (batch <= FEW && model.size(shape).batchNorm()) {
      say.accept(
          ("warning: in batches of %d BatchNorm makes of each value of a dense layer %s, whatever"
                  + " the latents are, and little is learnt: give more images, or a --batch-size of 8"
                  + " or more")
              .formatted(batch, batch == 1 ? "0" : "1 or -1"));
    }
  }
}

package org.gan4j.models;

import org.gan4j.ImageShape;

/** Models for small images: the same layers, trained the same way, in a part of the time. */
final class SmallModels {
  private static final int SIDE = 16;

  private SmallModels() {}

  /** Returns a model for images of 16x16 if it takes them, otherwise as it is. */
  static GanModel of(GanModel model) {
    ImageShape small = new ImageShape(model.shape().channels(), SIDE, SIDE);
    return model.networks().takes(small)
        ? new GanModel(
            model.name(),
            model.summary(),
            small,
            model.networks(),
            model.recipe(),
            model.others(),
            model.kind(),
            model.classes())
        : model;
  }

  /** Returns it for small images and batches. */
  static GanModel of(GanModel model, int batch) {
    return of(model).with(recipe -> recipe.withSettings(recipe.settings().withBatchSize(batch)));
  }
}

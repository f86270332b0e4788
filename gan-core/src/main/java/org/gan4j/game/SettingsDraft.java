package org.gan4j.game;

import java.util.List;
import org.gan4j.Latents;
import org.gan4j.augment.Augmentation;
import org.gan4j.data.Batching;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.GradientPenalty;

/** Settings that are being changed. */
final class SettingsDraft {
  AdversarialLoss loss;
  Latents latents;
  int batchSize;
  Batching batching;
  UpdateScheme scheme;
  int discriminatorSteps;
  int generatorSteps;
  List<GradientPenalty> penalties;
  boolean spectralNorm;
  Augmentation augmentation;
  int fakesPool;
  long seed;

  SettingsDraft(GanSettings settings) {
    loss = settings.loss();
    latents = settings.latents();
    batchSize = settings.batchSize();
    batching = settings.batching();
    scheme = settings.scheme();
    discriminatorSteps = settings.discriminatorSteps();
    generatorSteps = settings.generatorSteps();
    penalties = settings.penalties();
    spectralNorm = settings.spectralNorm();
    augmentation = settings.augmentation();
    fakesPool = settings.fakesPool();
    seed = settings.seed();
  }

  GanSettings settings() {
    return new GanSettings(
        loss,
        latents,
        batchSize,
        batching,
        scheme,
        discriminatorSteps,
        generatorSteps,
        penalties,
        spectralNorm,
        augmentation,
        fakesPool,
        seed);
  }
}

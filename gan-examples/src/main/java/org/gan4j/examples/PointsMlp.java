package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.GaussianMixture;
import org.gan4j.game.GanTrainer;
import org.gan4j.metrics.ModeCoverage;
import org.gan4j.metrics.Points;
import org.gan4j.models.PointsGan;
import org.gan4j.train.MovingAverage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains on points of the plane, a ring of 8 modes or a grid of 25, and counts those it covers. */
public final class PointsMlp {
  private PointsMlp() {}

  /**
   * Trains and draws {@code ring.png} or {@code grid.png}.
   *
   * @param args "ring" or "grid", a seed, and how many steps
   */
  public static void main(String[] args) {
    checkArgument(
        args.length == 3 && args[0].matches("ring|grid"),
        "expected are \"ring\" or \"grid\", a seed, a number of steps");
    GaussianMixture mixture =
        args[0].equals("grid") ? GaussianMixture.grid(5) : GaussianMixture.ring(8);
    run(mixture, Long.parseLong(args[1]), Long.parseLong(args[2]), Path.of(args[0] + ".png"));
  }

  static ModeCoverage run(GaussianMixture mixture, long seed, long steps, Path png) {
    BatchSource points = mixture.points(seed);
    GanTrainer trainer = PointsGan.sharp().trainer(points.shape(), seed, steps);
    MovingAverage average = MovingAverage.of(trainer);
    INDArray latents = trainer.latentSpace().source(-seed).sample(25_000);
    Supplier<ModeCoverage> coverage =
        () -> ModeCoverage.of(Points.of(average.generator().generate(latents)), mixture);
    trainer.listen(average, every(5_000, run -> report(trainer.steps(), coverage.get())));
    trainer.fit(points, steps);
    INDArray some = trainer.latentSpace().source(seed).sample(2_500);
    INDArray real = points.next(2_500, ValueRange.UNBOUNDED);
    ScatterPlot.write(png, real, average.generator().generate(some));
    return coverage.get();
  }

  private static void report(long step, ModeCoverage is) {
    System.out.printf("step %d: %d modes, %.3f near one%n", step, is.covered(), is.highQuality());
  }
}

package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.checkpoint.TinyTrainers.bits;
import static org.gan4j.checkpoint.TinyTrainers.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.draw.GeneratorPool;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.MovingAverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Networks with layers, activation functions, constraints and schedules of an application's own.
 */
class OwnLayersTest {
  private static final Class<?>[] OWN = {
    Doubling.class, Dense.class, Bounded.class, Halving.class, Unreadable.class
  };

  @TempDir private Path folder;

  /** A layer. */
  static final class Dense extends DenseLayer {
    private static final long serialVersionUID = 1L;
  }

  /** An activation function, {@code tanh(2 x)}. */
  static final class Doubling extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return Transforms.tanh(in.muli(2), false);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      INDArray tanh = Transforms.tanh(in.mul(2));
      return new Pair<>(tanh.mul(tanh).rsubi(1).muli(2).muli(epsilon), null);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Doubling;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** A constraint: weights from -0.3 to 0.3. */
  static final class Bounded extends BaseConstraint {
    private static final long serialVersionUID = 1L;

    Bounded() {
      super(Set.of("W"));
    }

    @Override
    public void apply(INDArray weights) {
      weights.assign(Transforms.max(Transforms.min(weights, 0.3), -0.3));
    }

    @Override
    public Bounded clone() {
      return new Bounded();
    }
  }

  /** A schedule. */
  static final class Halving implements ISchedule {
    private static final long serialVersionUID = 1L;

    @Override
    public double valueAt(int iteration, int epoch) {
      return 0.01 * Math.pow(0.5, iteration);
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }

  /** An activation function that nothing can be made of but by its constructor. */
  static final class Unreadable extends ActivationIdentity {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unused") // it stands for what Jackson has not got
    Unreadable(Object needed) {}
  }

  private static GanTrainer trainer(IActivation last, int seed) {
    var images = TinyTrainers.SHAPE;
    ComputationGraph judges =
        new ComputationGraph(
            builder(seed)
                .graphBuilder()
                .addInputs("images")
                .addLayer("hidden", dense(images.size(), 6, new Doubling()), "images")
                .addLayer("score", dense(6, 1, last), "hidden")
                .setOutputs("score")
                .build());
    MultiLayerNetwork makes =
        new MultiLayerNetwork(
            builder(seed + 1)
                .list(dense(3, 5, new Doubling()), dense(5, images.size(), new Doubling()))
                .build());
    makes.init();
    judges.init();
    return new GanTrainer(
        Generator.of(makes, images, ValueRange.SIGNED),
        Discriminator.of(judges, images),
        TinyTrainers.settings());
  }

  private static NeuralNetConfiguration.Builder builder(int seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .updater(Adam.builder().learningRateSchedule(new Halving()).build());
  }

  private static DenseLayer dense(int in, int out, IActivation activation) {
    Dense layer = new Dense();
    layer.setNIn(in);
    layer.setNOut(out);
    layer.setActivationFn(activation);
    layer.setWeightInitFn(new WeightInitXavier());
    layer.setConstraints(List.of(new Bounded()));
    return layer;
  }

  private Path file() {
    return folder.resolve("run.ckpt");
  }

  private static GanTrainer trainer(int seed) {
    return trainer(new ActivationIdentity(), seed);
  }

  @Test
  void resumedRunIsTheUninterruptedOne() {
    resumes(trainer(1), trainer(5));
  }

  @Test
  void noObjectIsMadeOfWhatTheTrainerHasAlready() {
    resumes(trainer(new Unreadable(""), 1), trainer(new Unreadable(""), 5));
  }

  private void resumes(GanTrainer first, GanTrainer second) {
    MovingAverage ofFirst = MovingAverage.of(first);
    MovingAverage ofSecond = MovingAverage.of(second);
    ImageSet images = images();
    first.listen(ofFirst).fit(images, 3);
    TinyTrainers.write(file(), first);

    Checkpoint.read(file()).restore(second.listen(ofSecond));

    assertThat(all(second)).isEqualTo(all(first));
    first.fit(images, 3);
    second.fit(images, 3);
    assertThat(all(second)).isEqualTo(all(first));
    assertThat(bits(ofSecond.generator().weights().parameters()))
        .isEqualTo(bits(ofFirst.generator().weights().parameters()));
  }

  @Test
  void networksOfACheckpointAreReadWithTheirClasses() {
    GanTrainer trainer = trainer(1);
    MovingAverage average = MovingAverage.of(trainer);
    trainer.listen(average).fit(images(), 2);
    TinyTrainers.write(file(), trainer);
    Checkpoint read = Checkpoint.read(file());

    assertThat(bits(read.generator(OWN).params()))
        .isEqualTo(bits(trainer.generator().weights().parameters()));
    assertThat(bits(read.discriminator(OWN).params()))
        .isEqualTo(bits(trainer.discriminator().weights().parameters()));
    assertThat(bits(read.averagedGenerator(OWN).orElseThrow().params()))
        .isEqualTo(bits(average.generator().weights().parameters()));
    List.<Runnable>of(read::generator, read::discriminator, read::averagedGenerator)
        .forEach(OwnLayersTest::refused);
  }

  @Test
  void generatorIsLoadedWithItsClasses() {
    GanTrainer trainer = trainer(1);
    trainer.fit(images(), 2);
    TrainedGenerator trained =
        TrainedGenerator.of(trainer.generator(), Latents.NORMAL)
            .withDiscriminator(trainer.discriminator());
    Path file = folder.resolve("own.gan");
    trained.save(file);

    TrainedGenerator loaded = TrainedGenerator.load(file, OWN);

    INDArray images = trained.generate(3, 1);
    assertThat(loaded.generate(3, 1)).isEqualTo(images);
    assertThat(loaded.discriminator().orElseThrow().score(images))
        .isEqualTo(trainer.discriminator().score(images));
    assertThat(GeneratorPool.load(file, 2, OWN).generate(3, 1)).isEqualTo(images);
    refused(() -> TrainedGenerator.load(file));
    refused(() -> TrainedGenerator.load(file, Doubling.class, Bounded.class, Halving.class));
  }

  private static void refused(Runnable load) {
    assertThatThrownBy(load::run)
        .isInstanceOf(GanException.class)
        .hasMessageContaining("names the class " + OwnLayersTest.class.getName() + "$")
        .hasMessageContaining(
            "give it to what reads it, as in TrainedGenerator.load(file, OwnLayer.class)");
  }

  @Test
  void trainerThatIsBuiltOtherwiseIsToldApart() {
    TinyTrainers.write(file(), trainer(new Unreadable(""), 1));
    GanTrainer other = trainer(1);
    List<Object> before = all(other);

    assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("in the discriminator, vertices.score.layerConf.layer.activationFn");
    assertThat(all(other)).isEqualTo(before);
  }
}

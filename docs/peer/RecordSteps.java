import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Player;
import org.gan4j.Seeds;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.ImageSet;
import org.gan4j.data.download.Mnist;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains mlp and writes, for same_steps.py, what it began with, what it was given, and all
 * parameters after each step. Arguments: the folder of MNIST, a folder to write to, steps, and to
 * begin later than at step 0, a checkpoint of {@code gan train --model mlp --data mnist}.
 */
public class RecordSteps extends GanTrainer {
  private final Path out;
  private long images;

  RecordSteps(Generator generator, Discriminator discriminator, GanSettings settings, Path out) {
    super(generator, discriminator, settings);
    this.out = out;
  }

  @Override
  protected Flow shown(Tape tape, Flow fake, Batch real) {
    write(out.resolve("real." + ++images), real.samples());
    return fake;
  }

  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[1]));
    int steps = Integer.parseInt(args[2]);
    GanModel model = MlpGan.model();
    ImageSet mnist = Mnist.train(Path.of(args[0]));
    Optional<Checkpoint> first =
        Arrays.stream(args).skip(3).findFirst().map(file -> Checkpoint.read(Path.of(file)));
    long seed = first.map(checkpoint -> Long.parseLong(checkpoint.settings().get("seed"))).orElse(1L);
    GanSettings settings = model.settings().withSeed(seed);
    Generator generator = model.generator(mnist.shape(), seed);
    Discriminator discriminator = model.discriminator(mnist.shape(), seed);
    RecordSteps trainer = new RecordSteps(generator, discriminator, settings, out);
    first.ifPresent(checkpoint -> checkpoint.restore(trainer));
    LatentSource same = settings.latents().source(100, Seeds.derive(seed, "latents"));
    for (long i = 0; i < 2 * trainer.steps(); i++) {
      same.sample(128).close();
    }
    trainer.moments("g", trainer.generator());
    trainer.moments("d", trainer.discriminator());
    for (int step = 0; step <= steps; step++) {
      trainer.fit(mnist, Math.min(step, 1));
      trainer.parameters("g" + step, trainer.generator());
      trainer.parameters("d" + step, trainer.discriminator());
      write(out.resolve("shown." + (step + 1)), same.sample(128));
      write(out.resolve("learnt." + (step + 1)), same.sample(128));
    }
  }

  /** What Adam remembers, named by player and updates made. */
  private void moments(String name, Player player) {
    MultiLayerNetwork network = (MultiLayerNetwork) player.network();
    int updates = network.getLayerWiseConfigurations().getIterationCount();
    write(out.resolve(name + ".moments." + updates), network.getUpdater().getStateViewArray());
  }

  /** One file for each, named by player, step, parameter and shape. */
  private void parameters(String name, Player player) {
    player
        .network()
        .paramTable()
        .forEach(
            (key, array) -> {
              String shape =
                  Arrays.stream(array.shape())
                      .mapToObj(Long::toString)
                      .collect(Collectors.joining("x"));
              write(out.resolve(name + "." + key + "." + shape), array);
            });
  }

  private static void write(Path file, INDArray array) {
    float[] values = Nd4j.toFlattened('c', array).toFloatVector();
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.gan4j.Batch;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.Player;
import org.gan4j.Seeds;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.BatchSource;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.download.Mnist;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.MlpGan;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains a model without its dropout and writes, for same_steps.py, what it began with, what it was
 * given, the losses, and all parameters after each step. Arguments: the folder of MNIST, a folder to
 * write to, and steps; then, in any order, the model's name if it is not mlp, the word double to
 * compute in double precision, a batch size if it is not the recipe's, and to begin later than at
 * step 0 a checkpoint of {@code gan train --model MODEL --data mnist}.
 */
public class RecordSteps implements RunListener {
  private final Path out;
  private final DataType type;
  private int steps;

  RecordSteps(Path out, DataType type) {
    this.out = out;
    this.type = type;
  }

  public static void main(String[] args) throws IOException {
    List<String> more = List.of(args).subList(3, args.length);
    GanModel model =
        GanModels.all().stream()
            .filter(known -> more.contains(known.name()))
            .findFirst()
            .orElseGet(MlpGan::model);
    DataType type = more.contains("double") ? DataType.DOUBLE : DataType.FLOAT;
    int batch =
        more.stream()
            .filter(word -> word.matches("[0-9]+"))
            .findFirst()
            .map(Integer::parseInt)
            .orElse(model.settings().batchSize());
    Optional<Checkpoint> first =
        more.stream()
            .filter(word -> word.endsWith(".ckpt"))
            .findFirst()
            .map(file -> Checkpoint.read(Path.of(file)));
    new RecordSteps(Files.createDirectories(Path.of(args[1])), type)
        .record(
            model.with(recipe -> recipe.withSettings(recipe.settings().withBatchSize(batch))),
            Mnist.train(Path.of(args[0])),
            first,
            Integer.parseInt(args[2]));
  }

  private void record(
      GanModel model, LabelledImages mnist, Optional<Checkpoint> first, int count)
      throws IOException {
    long seed = first.map(checkpoint -> Long.parseLong(checkpoint.settings().get("seed"))).orElse(1L);
    GanTrainer whole = model.trainer(mnist.shape(), seed);
    first.ifPresent(checkpoint -> checkpoint.restore(whole));
    GanTrainer trainer =
        model.trainer(
            Generator.of(ofType(whole.generator()), mnist.shape()),
            model.latents().discriminator(withoutDropout(whole.discriminator()), mnist.shape()),
            seed);
    trainer.restore(whole.state());
    trainer.listen(this);
    begin(model.name(), trainer);
    GanSettings settings = trainer.settings();
    BatchSource batches = settings.batching().withLabels(mnist, Seeds.derive(seed, "batches"));
    LatentSource latents =
        settings.latents().source(model.latents().noise(), Seeds.derive(seed, "latents"));
    for (long step = 1; step <= trainer.steps() + count; step++) {
      given(step - trainer.steps(), trainer, batches, latents);
    }
    trainer.fit(mnist, count);
  }

  private Model withoutDropout(Player discriminator) {
    Model network = ofType(discriminator);
    if (network instanceof ComputationGraph graph) {
      for (Layer layer : graph.getLayers()) {
        if (layer.conf().getLayer() instanceof DropoutLayer dropout) {
          dropout.setIDropout(new Dropout(1)); // of what is kept
        }
      }
    }
    return network;
  }

  private Model ofType(Player player) {
    if (player.dataType() == type) {
      return player.network();
    }
    return player.network() instanceof ComputationGraph graph
        ? graph.convertDataType(type)
        : ((MultiLayerNetwork) player.network()).convertDataType(type);
  }

  private void begin(String model, GanTrainer trainer) throws IOException {
    Files.writeString(
        out.resolve("recorded.json"),
        "{\"model\": \"%s\", \"type\": \"%s\", \"updates\": {\"g\": %d, \"d\": %d}}%n"
            .formatted(
                model,
                type == DataType.DOUBLE ? "float64" : "float32",
                updates(trainer.generator()),
                updates(trainer.discriminator())));
    moments("g", trainer.generator());
    moments("d", trainer.discriminator());
    parameters("g0", trainer.generator());
    parameters("d0", trainer.discriminator());
  }

  /** Draws again what the trainer draws in a step, and writes it if the step is recorded. */
  private void given(long step, GanTrainer trainer, BatchSource batches, LatentSource latents) {
    int size = trainer.settings().batchSize();
    Batch real = batches.batch(size, trainer.generator().valueRange());
    write("real", step, real.samples());
    write("labels", step, real.given(0));
    write("shown", step, latents.sample(size));
    write("learnt", step, latents.sample(size));
  }

  @Override
  public void onStep(Run run) {
    steps++;
    run.result()
        .orElseThrow()
        .numbers()
        .forEach((name, value) -> write(name, steps, Nd4j.scalar(value)));
    GanTrainer trainer = (GanTrainer) run.trainer();
    parameters("g" + steps, trainer.generator());
    parameters("d" + steps, trainer.discriminator());
  }

  private static int updates(Player player) {
    return player.network() instanceof ComputationGraph graph
        ? graph.getConfiguration().getIterationCount()
        : ((MultiLayerNetwork) player.network()).getLayerWiseConfigurations().getIterationCount();
  }

  /** What Adam remembers: of each block of layers first all m, then all v; written as parameters. */
  private void moments(String name, Player player) {
    Model network = player.network();
    BaseMultiLayerUpdater<?> updater =
        (BaseMultiLayerUpdater<?>)
            (network instanceof ComputationGraph graph
                ? graph.getUpdater()
                : ((MultiLayerNetwork) network).getUpdater());
    INDArray own = network.params().dup();
    INDArray values = network.params().reshape(network.numParams()); // a view
    for (int moment = 0; moment < 2; moment++) {
      for (UpdaterBlock block : updater.getUpdaterBlocks()) {
        int from = block.getParamOffsetStart();
        int size = block.getParamOffsetEnd() - from;
        if (block.getUpdaterView() != null) { // running statistics have none
          INDArray both = block.getUpdaterView().reshape(2 * size);
          values
              .get(NDArrayIndex.interval(from, from + size))
              .assign(both.get(NDArrayIndex.interval(moment * size, (moment + 1) * size)));
        }
      }
      parameters(name + "mv".charAt(moment), player);
    }
    network.setParams(own);
  }

  /** One file for each, named by player, step, number of the layer, parameter and shape. */
  private void parameters(String name, Player player) {
    Map<String, Integer> numbers = new HashMap<>();
    player
        .network()
        .paramTable()
        .forEach(
            (key, array) -> {
              int end = key.lastIndexOf('_');
              int number = numbers.computeIfAbsent(key.substring(0, end), layer -> numbers.size());
              String shape =
                  Arrays.stream(array.shape()).mapToObj(Long::toString).collect(joining("x"));
              write(name + "." + number + key.substring(end) + "." + shape, array);
            });
  }

  private void write(String name, long step, INDArray own) {
    if (step > 0) {
      write(name + "." + step, own);
    }
    own.close();
  }

  private void write(String name, INDArray array) {
    double[] values = Nd4j.toFlattened('c', array).toDoubleVector();
    ByteBuffer bytes =
        ByteBuffer.allocate(type.width() * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (type == DataType.DOUBLE) {
        bytes.putDouble(value);
      } else {
        bytes.putFloat((float) value);
      }
    }
    try {
      Files.write(out.resolve(name), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

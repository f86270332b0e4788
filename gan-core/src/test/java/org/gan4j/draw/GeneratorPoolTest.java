package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.SmallNetworks;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class GeneratorPoolTest {
  private static final ImageShape SHAPE = ImageShape.gray(8, 8);
  private static final int THREADS = 8;
  private static final int SEEDS = 30;

  @TempDir private Path folder;

  /** Single precision, so that all kernels take part. */
  private Path saved() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.FLOAT)
                .updater(new Sgd(0.1))
                .list(
                    SmallNetworks.dense(10, 4 * 4 * 8, Activation.RELU),
                    SmallNetworks.batchNorm(4 * 4 * 8),
                    new Deconvolution2D.Builder(4, 4)
                        .stride(2, 2)
                        .nIn(8)
                        .nOut(8)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.RELU)
                        .build(),
                    new ConvolutionLayer.Builder(3, 3)
                        .nIn(8)
                        .nOut(1)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.TANH)
                        .build())
                .inputPreProcessor(2, new FeedForwardToCnnPreProcessor(4, 4, 8))
                .build());
    Path file = folder.resolve("a.gan");
    TrainedGenerator.of(Generator.of(network, SHAPE), Latents.NORMAL).save(file);
    return file;
  }

  @Test
  void manyThreadsDrawWhatOneDraws() throws Exception {
    Path file = saved();
    TrainedGenerator alone = TrainedGenerator.load(file);
    GeneratorPool pool = GeneratorPool.load(file, 3);
    List<Callable<INDArray>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS * SEEDS; i++) {
      int seed = i % SEEDS;
      tasks.add(() -> pool.generate(1 + seed % 5, seed));
    }

    List<INDArray> images = inThreads(tasks);

    for (int i = 0; i < images.size(); i++) {
      int seed = i % SEEDS;
      assertThat(images.get(i)).isEqualTo(alone.generate(1 + seed % 5, seed));
    }
  }

  @Test
  void noCopyIsUsedByTwoAtOnce() throws Exception {
    GeneratorPool pool = GeneratorPool.load(saved(), 2);
    AtomicInteger inside = new AtomicInteger();
    Callable<Integer> task =
        () ->
            pool.use(
                trained -> {
                  int now = inside.incrementAndGet();
                  trained.generate(1, now).close();
                  inside.decrementAndGet();
                  return now;
                });

    assertThat(inThreads(IntStream.range(0, 200).mapToObj(i -> task).toList()))
        .allMatch(now -> now <= 2);
  }

  private static <T> List<T> inThreads(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCopyComesBackAfterAFailure() {
    GeneratorPool pool = GeneratorPool.load(saved(), 1);

    assertThatThrownBy(() -> pool.generate(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(pool.valueRange()).isEqualTo(ValueRange.SIGNED);
    assertThat(pool.generate(1, 1).shape()).containsExactly(1, 1, 8, 8);
  }

  @Test
  void whoIsInterruptedWhileWaitingIsTold() {
    GeneratorPool pool = GeneratorPool.load(saved(), 1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> pool.generate(1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted while waiting for a free generator");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void poolsWithoutCopiesOrWithOneTwiceAreRefused() {
    TrainedGenerator one = TrainedGenerator.load(saved());

    assertThatThrownBy(() -> GeneratorPool.load(folder.resolve("a.gan"), 0))
        .hasMessage("a pool has at least 1 generator, not 0");
    assertThatThrownBy(() -> GeneratorPool.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pool has at least one generator, not none");
    assertThatThrownBy(() -> GeneratorPool.of(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a network of its own");
  }
}

package org.gan4j;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.reflect.ClassPath;
import com.google.common.reflect.ClassPath.ClassInfo;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.BatchSource;
import org.gan4j.data.IteratorSource;
import org.gan4j.draw.AcceptedLatents;
import org.gan4j.draw.GeneratorPool;
import org.gan4j.draw.Interpolation;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.plan.Wanted;
import org.gan4j.flow.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Who makes an array closes it: an array that a public method returns is new and the caller's. All
 * such methods are found here, and each is either called, or stands among those that hand out what
 * is somebody else's, which say so in their documentation.
 */
class OwnershipTest {
  private static final Generator GENERATOR =
      Generator.of(Networks.generator(new Sgd(0.1)), Networks.SHAPE);
  private static final Discriminator DISCRIMINATOR =
      Discriminator.of(Networks.discriminator(new Sgd(0.1)), Networks.SHAPE);
  private static final NetworkEngine ENGINE =
      NetworkEngine.of(Networks.discriminator(new Sgd(0.1)));
  private static final TrainedGenerator TRAINED = TrainedGenerator.of(GENERATOR, Latents.NORMAL);

  private static final INDArray LATENTS =
      Networks.normal(1, 3, GENERATOR.latentSize()).castTo(DataType.DOUBLE);
  private static final INDArray IMAGES = uniform();
  private static final INDArray GRADIENT = Networks.normal(3, 3, 1);
  private static final INDArray CLASSES = Networks.normal(5, 3, 3);
  private static final INDArray DIGITS = Networks.normal(4, 2, 1, 28, 28).castTo(DataType.FLOAT);
  private static final List<INDArray> GIVEN = List.of(LATENTS, IMAGES, GRADIENT, CLASSES, DIGITS);

  /** Whose arrays are somebody else's. */
  private static final Set<String> OTHERS =
      Set.of(
          "Batch.given", // what it was made of
          "Batch.samples",
          "Loss.gradients",
          "ScoreLoss.gradient",
          "Features.values",
          "Features.probabilities",
          "BestSamples.latents",
          "Flow.array", // the tape's
          "NetworkEngine.parameters", // views
          "NetworkEngine.trained",
          "Weights.parameters",
          "Weights.trained",
          "Game.inPlayersType", // the caller's own, perhaps in another type
          "NativeArrays.ofSampleType",
          "NativeArrays.ofType");

  private static final Map<String, Supplier<List<INDArray>>> MAKERS =
      ImmutableMap.ofEntries(
          entry("AcceptedLatents.sample", () -> List.of(accepted().sample(3))),
          entry("Classifier.probabilities", OwnershipTest::probabilities),
          entry("Discriminator.score", () -> List.of(DISCRIMINATOR.score(IMAGES))),
          entry("EnginePass.back", () -> pass().back(new Wanted(true, true), GRADIENT)),
          entry("EnginePass.backward", () -> List.of(pass().backward(GRADIENT))),
          entry("EnginePass.inputGradient", () -> List.of(pass().inputGradient(GRADIENT))),
          entry("EnginePass.output", () -> List.of(pass().output())),
          entry("EnginePass.outputs", () -> pass().outputs()),
          entry("Flow.keep", OwnershipTest::kept),
          entry("Generator.generate", () -> List.of(GENERATOR.generate(LATENTS))),
          entry("GeneratorPool.generate", () -> List.of(pool().generate(3, 1))),
          entry("Interpolation.spherical", OwnershipTest::between),
          entry(
              "Interpolation.walk", () -> List.of(Interpolation.walk(Latents.NORMAL, LATENTS, 4))),
          entry("BatchSource.next", () -> List.of(source().next(3, ValueRange.SIGNED))),
          entry("IteratorSource.next", () -> List.of(source().next(2, ValueRange.UNIT))),
          entry(
              "LatentSpace.classesOf",
              () -> List.of(new LatentSpace(Latents.NORMAL, 1, 2, 0).classesOf(CLASSES))),
          entry("LatentSource.sample", () -> List.of(TRAINED.latents(1).sample(3))),
          entry("NativeArrays.empty", () -> List.of(NativeArrays.empty(DataType.DOUBLE, 2, 3))),
          entry("NativeArrays.norms", () -> List.of(NativeArrays.norms(LATENTS))),
          entry("NativeArrays.of", () -> List.of(NativeArrays.of(new float[] {1, 2}, 1, 2))),
          entry("NetworkEngine.gradients", () -> List.of(ENGINE.gradients())),
          entry("NetworkEngine.infer", () -> List.of(ENGINE.infer(IMAGES))),
          entry("NetworkEngine.inferAll", () -> ENGINE.inferAll(IMAGES)),
          entry("OneHot.of", () -> List.of(OneHot.of(new int[] {1, 0}, 2))),
          entry("Pass.backward", () -> DISCRIMINATOR.forward(IMAGES).backward(GRADIENT)),
          entry(
              "Pass.inputGradients", () -> DISCRIMINATOR.forward(IMAGES).inputGradients(GRADIENT)),
          entry("Pass.output", () -> List.of(GENERATOR.forward(LATENTS).output())),
          entry("Pass.outputs", () -> GENERATOR.forward(LATENTS).outputs()),
          entry("Player.infer", () -> DISCRIMINATOR.infer(IMAGES)),
          entry("TrainedGenerator.generate", () -> List.of(TRAINED.generate(3, 1))),
          entry("Weights.gradients", () -> List.of(DISCRIMINATOR.weights().gradients())));

  static final Set<String> NAMES = MAKERS.keySet();

  /** Noise in [-1, 1]. */
  private static INDArray uniform() {
    return Transforms.tanh(Networks.normal(2, Networks.SHAPE.batch(3)));
  }

  private static EnginePass pass() {
    return ENGINE.forward(IMAGES);
  }

  private static AcceptedLatents accepted() {
    LatentSpace space = TRAINED.space();
    return AcceptedLatents.of(GENERATOR, DISCRIMINATOR, space, TRAINED.latents(1), 0.5, 1);
  }

  private static GeneratorPool pool() {
    return GeneratorPool.of(List.of(TRAINED));
  }

  private static List<INDArray> probabilities() {
    return List.of(Classifier.shipped("digits").probabilities(DIGITS));
  }

  private static List<INDArray> kept() {
    try (Tape tape = new Tape()) {
      return List.of(tape.through(DISCRIMINATOR, tape.of(IMAGES)).keep(), tape.of(IMAGES).keep());
    }
  }

  private static List<INDArray> between() {
    INDArray one = LATENTS.getRow(0);
    INDArray other = LATENTS.getRow(1);
    return Stream.of(0.0, 0.3, 1.0).map(t -> Interpolation.spherical(one, other, t)).toList();
  }

  private static BatchSource source() {
    return IteratorSource.of(Collections.nCopies(3, IMAGES), Networks.SHAPE, ValueRange.SIGNED);
  }

  @Test
  void everyPublicMethodThatReturnsArraysIsKnownHere() throws IOException {
    Set<String> found =
        ClassPath.from(OwnershipTest.class.getClassLoader())
            .getTopLevelClassesRecursive("org.gan4j")
            .stream()
            .filter(OwnershipTest::isForUsers)
            .map(ClassInfo::load)
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(OwnershipTest::returnsArrays)
            .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(Sets.union(NAMES, OTHERS));
  }

  /** Kernels, optimisers and files of networks are internal, and have rules of their own. */
  private static boolean isForUsers(ClassInfo type) {
    return !type.getPackageName().startsWith("org.gan4j.engine.")
        && type.url().getPath().contains("/classes/");
  }

  private static boolean returnsArrays(Method method) {
    return !method.isSynthetic()
        && (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
        && method.getGenericReturnType().getTypeName().contains(INDArray.class.getName());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void arrayIsNewAndTheCallersToClose(String name) {
    List<INDArray> given = copies(GIVEN);
    List<INDArray> one = MAKERS.get(name).get();
    List<INDArray> other = MAKERS.get(name).get();
    assertThat(Stream.of(one, other, GIVEN).flatMap(List::stream).map(OwnershipTest::address))
        .doesNotHaveDuplicates();
    assertThat(one).isNotEmpty().allMatch(INDArray::closeable).noneMatch(INDArray::isView);

    List<INDArray> copies = copies(other);
    one.forEach(INDArray::close);
    assertSameBits(other, copies);
    other.forEach(INDArray::close);
    assertThat(MAKERS.get(name).get()).hasSameSizeAs(copies);
    assertSameBits(GIVEN, given);
  }

  private static void assertSameBits(List<INDArray> some, List<INDArray> others) {
    assertThat(some).hasSameSizeAs(others);
    IntStream.range(0, some.size())
        .forEach(i -> Precision.assertSameBits(some.get(i), others.get(i)));
  }

  private static List<INDArray> copies(List<INDArray> arrays) {
    return arrays.stream().map(INDArray::dup).toList();
  }

  private static long address(INDArray array) {
    return array.data().pointer().address();
  }
}

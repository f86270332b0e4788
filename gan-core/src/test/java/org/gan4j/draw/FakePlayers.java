package org.gan4j.draw;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Players that do nothing but infer: an image is its latents, and its score its first pixel. */
final class FakePlayers {
  private FakePlayers() {}

  /** Makes images of one row. */
  static Generator generator(int latentSize) {
    return fake(
        Generator.class,
        (proxy, method, args) ->
            switch (method.getName()) {
              case "sampleShape" -> ImageShape.gray(1, latentSize);
              case "latentSize" -> latentSize;
              case "generate" -> image((INDArray) args[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static INDArray image(INDArray latents) {
    long[] shape = {latents.size(0), 1, 1, latents.size(1)};
    return Nd4j.createUninitialized(latents.dataType(), shape, 'c')
        .assign(latents.dup('c').reshape(shape));
  }

  /** Judges images of one row. */
  static Discriminator discriminator(int width) {
    return fake(
        Discriminator.class,
        (proxy, method, args) ->
            switch (method.getName()) {
              case "sampleShape" -> ImageShape.gray(1, width);
              case "given" -> List.of();
              case "score" -> score((INDArray) args[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static INDArray score(INDArray images) {
    return images.reshape(images.size(0), images.size(3)).getColumn(0, true).dup();
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.engine.Profile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Players that learn nothing, use no native memory but what they hand out, and remember every array
 * that went in or came out.
 */
final class RecordingPlayers {
  static final ImageShape SHAPE = ImageShape.gray(6, 6);
  private static final int LATENT_SIZE = 3;

  private final List<INDArray> seen = new ArrayList<>();
  private final DataType type;

  RecordingPlayers(DataType type) {
    this.type = type;
  }

  Generator generator() {
    return new Images();
  }

  Discriminator discriminator() {
    return new Scores();
  }

  /** The arrays of the last steps that nobody has closed; forgets the closed ones. */
  List<INDArray> open() {
    seen.removeIf(INDArray::wasClosed);
    return List.copyOf(seen);
  }

  /** Arrays have to be readable whenever they pass, and they are read again in backward passes. */
  private INDArray pass(INDArray in, long... shape) {
    double first = in.getDouble(0);
    INDArray out = Nd4j.createUninitialized(type, shape, 'c');
    out.putScalar(0, first / 2);
    seen.add(in);
    seen.add(out);
    return out;
  }

  private abstract class Recorder implements Player {
    private INDArray input;

    abstract long[] outputOf(long count);

    @Override
    public INDArray forward(INDArray in) {
      input = in;
      return pass(in, outputOf(in.size(0)));
    }

    @Override
    public INDArray backward(INDArray gradient) {
      pass(gradient, gradient.shape()).close();
      return pass(input, input.shape());
    }

    @Override
    public void update() {}

    @Override
    public Optional<String> difference(Model other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Model other, boolean learningRates) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void seed(long seed) {}

    @Override
    public OptionalDouble learningRate() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void scaleLearningRate(double factor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public INDArray parameters() {
      throw new UnsupportedOperationException();
    }

    @Override
    public INDArray gradients() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImageShape imageShape() {
      return SHAPE;
    }

    @Override
    public DataType dataType() {
      return type;
    }

    @Override
    public Profile profile() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Model network() {
      throw new UnsupportedOperationException();
    }
  }

  private final class Images extends Recorder implements Generator {
    @Override
    long[] outputOf(long count) {
      return SHAPE.batch(count);
    }

    @Override
    public int latentSize() {
      return LATENT_SIZE;
    }

    @Override
    public ValueRange valueRange() {
      return ValueRange.SIGNED;
    }

    @Override
    public INDArray generate(INDArray latents) {
      return pass(latents, outputOf(latents.size(0)));
    }
  }

  private final class Scores extends Recorder implements Discriminator {
    @Override
    long[] outputOf(long count) {
      return new long[] {count, 1};
    }

    @Override
    public INDArray inputGradient(INDArray gradient) {
      return backward(gradient);
    }

    @Override
    public INDArray score(INDArray images) {
      return pass(images, outputOf(images.size(0)));
    }
  }
}

package org.gan4j.game;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Pass;
import org.gan4j.SamplePlayer;
import org.gan4j.ValueRange;
import org.gan4j.Weights;
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
  private int passed;

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

  /** How many arrays went in or came out so far. */
  int passed() {
    return passed;
  }

  /** Arrays have to be readable whenever they pass, and they are read again in backward passes. */
  private INDArray pass(INDArray in, long... shape) {
    double first = in.getDouble(0);
    INDArray out = Nd4j.createUninitialized(type, shape, 'c');
    out.putScalar(0, first / 2);
    seen.add(in);
    seen.add(out);
    passed += 2;
    return out;
  }

  /** Reads the gradients and the inputs on every way back. */
  private record Recorded(
      RecordingPlayers by, Recorder player, List<INDArray> inputs, INDArray made) implements Pass {
    @Override
    public List<INDArray> outputs() {
      return List.of(made);
    }

    @Override
    public List<INDArray> backward(INDArray... gradients) {
      by.pass(gradients[0], gradients[0].shape()).close();
      return inputs.stream().map(input -> by.pass(input, input.shape())).toList();
    }

    @Override
    public void accumulate(INDArray... gradients) {
      backward(gradients).forEach(INDArray::close);
    }

    @Override
    public List<INDArray> inputGradients(INDArray... gradients) {
      return backward(gradients);
    }

    @Override
    public Pass at(INDArray... others) {
      return player.forward(others);
    }
  }

  private abstract class Recorder implements SamplePlayer {
    abstract long[] outputOf(long count);

    @Override
    public Pass forward(INDArray... in) {
      return new Recorded(RecordingPlayers.this, this, List.of(in), infer(in).get(0));
    }

    @Override
    public List<INDArray> infer(INDArray... in) {
      return List.of(pass(in[0], outputOf(in[0].size(0))));
    }

    @Override
    public void update() {}

    @Override
    public void seed(long seed) {}

    @Override
    public Weights weights() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImageShape sampleShape() {
      return SHAPE;
    }

    @Override
    public DataType dataType() {
      return type;
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
    public INDArray generate(INDArray latents, INDArray... given) {
      return infer(latents).get(0);
    }
  }

  private final class Scores extends Recorder implements Discriminator {
    @Override
    long[] outputOf(long count) {
      return new long[] {count, 1};
    }

    @Override
    public INDArray score(INDArray images, INDArray... given) {
      return infer(images).get(0);
    }
  }
}

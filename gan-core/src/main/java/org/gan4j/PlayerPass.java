package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A pass of a player, in the shapes that callers know. */
record PlayerPass(EnginePlayer player, EnginePass pass, List<INDArray> outputs) implements Pass {
  PlayerPass(EnginePlayer player, EnginePass pass) {
    this(player, pass, player.outside(pass.outputs()));
  }

  @Override
  public List<INDArray> backward(INDArray... gradients) {
    return back(new Wanted(true, true), gradients);
  }

  @Override
  public void accumulate(INDArray... gradients) {
    back(new Wanted(true, false), gradients);
  }

  @Override
  public List<INDArray> inputGradients(INDArray... gradients) {
    return back(new Wanted(false, true), gradients);
  }

  private List<INDArray> back(Wanted wanted, INDArray... gradients) {
    List<ShapeAdapter> adapters = player.outputs();
    checkArgument(
        gradients.length == adapters.size(),
        "the network has %s outputs, and was given %s gradients",
        adapters.size(),
        gradients.length);
    INDArray[] inside =
        IntStream.range(0, gradients.length)
            .mapToObj(i -> adapters.get(i).gradientInside(gradients[i]))
            .toArray(INDArray[]::new);
    List<INDArray> atInputs = pass.back(wanted, inside);
    return IntStream.range(0, atInputs.size())
        .mapToObj(i -> player.inputs().get(i).outside(atInputs.get(i)))
        .toList();
  }

  @Override
  public Pass at(INDArray... inputs) {
    return new PlayerPass(player, pass.at(player.inside(inputs)));
  }
}

package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

  @Override
  public boolean goesBackTwice() {
    return pass.goesBackTwice();
  }

  @Override
  public void backTwice(UnaryOperator<List<INDArray>> derivative, INDArray... gradients) {
    pass.backTwice(
        atInputs -> {
          List<INDArray> along = derivative.apply(outside(atInputs));
          List<INDArray> inside = new ArrayList<>();
          for (int i = 0; i < along.size(); i++) {
            INDArray one = along.get(i);
            inside.add(one == null ? null : player.inputs().get(i).inside(one));
          }
          return inside;
        },
        inside(gradients));
  }

  private List<INDArray> back(Wanted wanted, INDArray... gradients) {
    return outside(pass.back(wanted, inside(gradients)));
  }

  private INDArray[] inside(INDArray... gradients) {
    List<ShapeAdapter> adapters = player.outputs();
    checkArgument(
        gradients.length == adapters.size(),
        "the network has %s outputs, and was given %s gradients",
        adapters.size(),
        gradients.length);
    return IntStream.range(0, gradients.length)
        .mapToObj(i -> adapters.get(i).gradientInside(gradients[i]))
        .toArray(INDArray[]::new);
  }

  private List<INDArray> outside(List<INDArray> atInputs) {
    return IntStream.range(0, atInputs.size())
        .mapToObj(i -> player.inputs().get(i).outside(atInputs.get(i)))
        .toList();
  }

  @Override
  public Pass at(INDArray... inputs) {
    return new PlayerPass(player, pass.at(player.inside(inputs)));
  }
}

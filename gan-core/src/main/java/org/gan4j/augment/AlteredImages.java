package org.gan4j.augment;

import java.util.List;
import org.gan4j.NativeArrays;
import org.gan4j.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch of images, each altered by what was drawn for it, and the way back.
 *
 * @param changes of each image, in the order in which they are made
 * @param made the altered images
 */
record AlteredImages(List<List<Change>> changes, INDArray made) implements Pass {
  static AlteredImages of(List<List<Change>> changes, INDArray images) {
    double[] values = NativeArrays.values(images);
    int size = values.length / changes.size();
    for (int i = 0; i < changes.size(); i++) {
      for (Change change : changes.get(i)) {
        change.alter(values, i * size);
      }
    }
    return new AlteredImages(changes, NativeArrays.of(values, images.dataType(), images.shape()));
  }

  @Override
  public List<INDArray> outputs() {
    return List.of(made);
  }

  @Override
  public List<INDArray> inputGradients(INDArray... gradients) {
    INDArray gradient = gradients[0];
    double[] values = NativeArrays.values(gradient);
    int size = values.length / changes.size();
    for (int i = 0; i < changes.size(); i++) {
      List<Change> ofImage = changes.get(i);
      for (int last = ofImage.size() - 1; last >= 0; last--) {
        ofImage.get(last).back(values, i * size);
      }
    }
    return List.of(NativeArrays.of(values, gradient.dataType(), gradient.shape()));
  }

  @Override
  public List<INDArray> backward(INDArray... gradients) {
    return inputGradients(gradients);
  }

  @Override
  public void accumulate(INDArray... gradients) {
    // There is nothing that could learn.
  }

  @Override
  public Pass at(INDArray... inputs) {
    return of(changes, inputs[0]);
  }
}

package org.gan4j.flow;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The value of a loss and its gradients.
 *
 * @param value the mean over the batch
 * @param gradients of {@code value} at each of the arrays that it is a function of, in their order
 *     and shapes; arrays that are used for nothing else; {@code null} for one that it takes as
 *     given
 */
public record Loss(double value, List<INDArray> gradients) {}

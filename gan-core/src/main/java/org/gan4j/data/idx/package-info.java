/**
 * Files of arrays: IDX, the format of MNIST and its relatives, and NumPy's {@code .npy} and {@code
 * .npz}, in which QuickDraw comes.
 */
package org.gan4j.data.idx;

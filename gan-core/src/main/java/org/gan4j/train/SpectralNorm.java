package org.gan4j.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.gan4j.Player;
import org.gan4j.engine.update.SpectralWeights;

/**
 * Spectral normalisation of a player, usually the discriminator (Miyato et al. 2018,
 * arXiv:1802.05957): each weight matrix W of its dense and convolutional layers is used as W /
 * sigma(W), divided by its largest singular value, so that no layer makes differences between
 * samples larger. A convolution counts as the matrix {@code [outputs, inputs * height * width]};
 * biases are left alone.
 *
 * <p>Optimisers work on W, with the gradient through sigma. Singular values are found by power
 * iteration: fifteen at the beginning, and one after each update, so that all passes between two
 * updates see the same weights. The network itself holds W / sigma: it may be saved at any time and
 * opens as an ordinary one.
 *
 * <p>{@link org.gan4j.game.GanSettings#spectralNorm} asks for it in a {@link
 * org.gan4j.game.GanTrainer}. A {@linkplain org.gan4j.game.Game game} of one's own has one of these
 * for each player that is to be normalised, and names it in {@code ownState}: checkpoints have to
 * keep it.
 */
public final class SpectralNorm implements Stateful {
  private final String name;
  private final SpectralWeights weights;

  private SpectralNorm(String name, SpectralWeights weights) {
    this.name = name;
    this.weights = weights;
  }

  /**
   * Normalises a player, now and after each of its updates.
   *
   * @param name of the player in its game
   * @param player without BatchNorm
   * @param seed of what the search for singular values begins with
   * @return what checkpoints keep of it
   * @throws IllegalArgumentException if the player has a BatchNorm, or a layer with weights that
   *     are no matrix or convolution
   */
  public static SpectralNorm of(String name, Player player, long seed) {
    player
        .batchNorm()
        .ifPresent(
            layer -> {
              throw new IllegalArgumentException(
                  ("%s of the %s scales what the weights before it give, and so undoes their"
                          + " spectral norm: use a %s without BatchNorm, or no spectral norm")
                      .formatted(layer, name, name));
            });
    return new SpectralNorm(name + "-spectral-norm", player.weights().normaliseSpectrally(seed));
  }

  @Override
  public String stateName() {
    return name;
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    weights.write(out);
  }

  @Override
  public void readState(DataInputStream in) throws IOException {
    weights.read(in);
  }
}

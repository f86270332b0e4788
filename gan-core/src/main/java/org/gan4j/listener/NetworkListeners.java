package org.gan4j.listener;

import java.util.List;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gan4j.engine.ListenedNetwork;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;

/**
 * Lets Deeplearning4j's own listeners look at a player's network, such as the {@code StatsListener}
 * of its user interface or a {@code ScoreIterationListener}. After each step they are told of one
 * iteration, by the number of the network's updates so far, of which a discriminator may make
 * several a step: the score is the player's loss, the batch size that of the images, and the
 * gradients are those of the last update, as the optimiser left them. Of single passes they hear
 * nothing, so statistics of activations stay empty.
 *
 * <p>Each network needs listeners of its own: most keep counts, and the user interface tells
 * networks apart by their listeners' session.
 */
public final class NetworkListeners implements RunListener {
  private final String player;
  private final String loss;
  private final List<TrainingListener> listeners;
  private ListenedNetwork network;
  private long images;

  private NetworkListeners(String player, String loss, TrainingListener... listeners) {
    this.player = player;
    this.loss = loss;
    this.listeners = List.of(listeners);
  }

  /**
   * {@return what tells listeners of a player}
   *
   * @param player its name
   * @param loss the number of a step that is its score
   * @param listeners Deeplearning4j's, not used for another network
   */
  public static NetworkListeners of(String player, String loss, TrainingListener... listeners) {
    return new NetworkListeners(player, loss, listeners);
  }

  /**
   * {@return what tells listeners of the generator}
   *
   * @param listeners Deeplearning4j's, not used for another network
   */
  public static NetworkListeners ofGenerator(TrainingListener... listeners) {
    return of("generator", "g_loss", listeners);
  }

  /**
   * {@return what tells listeners of the discriminator}
   *
   * @param listeners Deeplearning4j's, not used for another network
   */
  public static NetworkListeners ofDiscriminator(TrainingListener... listeners) {
    return of("discriminator", "d_loss", listeners);
  }

  /**
   * Prepares the network.
   *
   * @param run that starts
   */
  @Override
  public void onStart(Run run) {
    network = ListenedNetwork.of(run.trainer().players().get(player).network());
    images = run.imagesSeen();
  }

  @Override
  public void onTakenBack(Run run) {
    images = run.imagesSeen();
  }

  /**
   * Tells the listeners of the step.
   *
   * @param run that has a result
   */
  @Override
  public void onStep(Run run) {
    int batch = (int) Math.max(1, run.imagesSeen() - images);
    images = run.imagesSeen();
    double score = run.result().orElseThrow().number(loss).orElse(Double.NaN);
    network.updated(score, batch, listeners);
  }
}

package org.gan4j.checkpoint;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.GanException;
import org.gan4j.Player;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.file.Archive;
import org.gan4j.file.WholeFile;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.MovingAverage;
import org.gan4j.train.Stateful;
import org.gan4j.train.TrainerState;

/**
 * A file that holds everything about a trainer between two steps: its players with what their
 * updaters remember, the counters of everything random, the place in the data, the state of
 * stateful listeners. It is an {@link Archive}; the parts named after players, such as {@code
 * generator.zip}, are Deeplearning4j's own model files.
 *
 * <p>Restored into a trainer that was made as the first one was, in any process, training goes on
 * as if it had never ended: on a CPU with the same number of threads, to the bit.
 */
public final class Checkpoint {
  private static final String STATE = "state.json";
  private static final String NETWORK = ".zip"; // of a player, behind its name
  private static final String AVERAGE = States.part(MovingAverage.NAME);
  private static final int MOST_JSON = 1 << 20;

  private final Path file;
  private final StateJson state;
  private final ImmutableList<String> players;
  private final boolean averaged;

  private Checkpoint(Path file, StateJson state, List<String> players, boolean averaged) {
    this.file = file;
    this.state = state;
    this.players = ImmutableList.copyOf(players);
    this.averaged = averaged;
  }

  /**
   * Writes a checkpoint, in place of one that may be there.
   *
   * @param file where to; its folder has to exist
   * @param trainer between two steps
   * @param score of the generator by any measure; lower is better
   * @param more parts to keep beside, by name: small letters, digits, dots and dashes
   * @throws GanException if writing fails; what was there is as it was
   * @throws IllegalArgumentException if a name is none, or that of a part that is there anyway
   */
  public static void write(
      Path file,
      AdversarialTrainer trainer,
      OptionalDouble score,
      Map<String, WholeFile.Content> more) {
    write(file, trainer, score, null, more);
  }

  static void write(
      Path file,
      AdversarialTrainer trainer,
      OptionalDouble score,
      String scoredBy, // or null
      Map<String, WholeFile.Content> more) {
    Map<String, WholeFile.Content> parts = new LinkedHashMap<>();
    StateJson state = StateJson.of(trainer.state(), trainer.rules(), score, scoredBy);
    parts.put(STATE, out -> out.write(state.bytes()));
    trainer.players().forEach((name, player) -> parts.put(part(name), network(player)));
    for (Stateful each : trainer.stateful()) {
      parts.put(States.part(each), States.content(each));
    }
    more.forEach((name, content) -> add(name, content, parts));
    try {
      Archive.write(file, parts);
    } catch (IOException e) {
      throw new GanException(
          "the checkpoint %s cannot be written (%s): is the folder still there, and is the disk full?"
              .formatted(file, e),
          e);
    }
  }

  private static void add(
      String name, WholeFile.Content content, Map<String, WholeFile.Content> parts) {
    checkArgument(
        parts.putIfAbsent(name, content) == null,
        "a checkpoint has a part %s of its own: give the other one another name",
        name);
  }

  private static WholeFile.Content network(Player player) {
    return out -> NetworkFile.write(player.network(), out, true);
  }

  /**
   * {@return the checkpoint in a file, every byte of which has been checked}
   *
   * @param file that {@link #write} has written
   * @throws GanException if it is damaged, no checkpoint, or of a later version of this library
   */
  public static Checkpoint read(Path file) {
    try (Archive archive = open(file)) {
      List<String> players = players(archive);
      StateJson state = StateJson.parse(archive.bytes(STATE, MOST_JSON));
      return new Checkpoint(file, state, players, archive.names().contains(AVERAGE));
    } catch (IOException e) {
      throw new GanException(
          "the checkpoint %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> players(Archive archive) throws IOException {
    List<String> parts = archive.names().stream().filter(part -> part.endsWith(NETWORK)).toList();
    if (parts.isEmpty()) {
      throw new IOException("it has no networks");
    }
    for (String part : parts) {
      archive.in(part).close();
    }
    return parts.stream().map(part -> part.substring(0, part.length() - NETWORK.length())).toList();
  }

  /** Returns the name of the part that holds a player's network. */
  static String part(String player) {
    return player + NETWORK;
  }

  /** Opens what is not compressed, and so unpacks to less than the file. */
  static Archive open(Path file) throws IOException {
    return Archive.open(file, Files.isRegularFile(file) ? Files.size(file) : 0);
  }

  /** {@return the file} */
  public Path file() {
    return file;
  }

  /** {@return how many steps had been made} */
  public long step() {
    return state.state().steps();
  }

  /** {@return where the trainer stood} */
  public TrainerState state() {
    return state.state();
  }

  /** {@return the trainer's settings by name} */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(state.settings());
  }

  /** {@return the version of this library that wrote it} */
  public String version() {
    return state.gan4j();
  }

  /** {@return how good the generator was, by the measure of who wrote this; lower is better} */
  public OptionalDouble score() {
    return state.score() == null ? OptionalDouble.empty() : OptionalDouble.of(state.score());
  }

  /**
   * {@return what the score is of, as {@link Checkpoints#scoredBy} was told, or an empty text:
   * scores of different things cannot be compared}
   */
  public String scoredBy() {
    return Strings.nullToEmpty(state.scoredBy());
  }

  /**
   * {@return the generator, a new network}
   *
   * @param own classes of the application's that it is made of: layers, activation functions and so
   *     on; others than these and Deeplearning4j's are not loaded
   * @throws GanException if the file is gone or cannot be used, or names a class that is not given
   */
  public Model generator(Class<?>... own) {
    return network("generator", own);
  }

  /**
   * {@return the discriminator, a new network}
   *
   * @param own classes of the application's that it is made of: layers, activation functions and so
   *     on; others than these and Deeplearning4j's are not loaded
   * @throws GanException if the file is gone or cannot be used, or names a class that is not given
   */
  public Model discriminator(Class<?>... own) {
    return network("discriminator", own);
  }

  /**
   * {@return the network of a player, a new one}
   *
   * @param player its name
   * @param own classes of the application's that it is made of: layers, activation functions and so
   *     on; others than these and Deeplearning4j's are not loaded
   * @throws GanException if the file is gone or cannot be used, has no such player, or names a
   *     class that is not given
   */
  public Model network(String player, Class<?>... own) {
    String part = part(player);
    try (Archive archive = open(file);
        InputStream in = archive.in(part)) {
      return NetworkFile.read(in, own);
    } catch (IOException e) {
      throw new GanException(
          "the %s of %s cannot be used: %s".formatted(part, file, e.getMessage()), e);
    }
  }

  /** {@return the names of the players whose networks there are} */
  public ImmutableList<String> players() {
    return players;
  }

  /** {@return whether there is a {@link #averagedGenerator}, without reading it} */
  public boolean hasAverage() {
    return averaged;
  }

  /**
   * {@return the {@link MovingAverage} of the generator, a new network; empty if the trainer had
   * none}
   *
   * @param own classes of the application's that it is made of
   * @throws GanException if the file is gone or cannot be used, or names a class that is not given
   */
  public Optional<Model> averagedGenerator(Class<?>... own) {
    if (!averaged) {
      return Optional.empty();
    }
    try (Archive archive = open(file)) {
      return Optional.of(average(archive, own));
    } catch (IOException e) {
      throw new GanException(
          "the averaged generator of %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Model average(Archive archive, Class<?>... own) throws IOException {
    try (DataInputStream in = new DataInputStream(archive.in(AVERAGE))) {
      return MovingAverage.readNetwork(in, own);
    }
  }

  /**
   * Puts a trainer where this checkpoint was made: networks, learning rates, counters, and the
   * stateful listeners that both have.
   *
   * @param trainer made as the first one was; a listener whose state is to come back has been added
   * @throws GanException if its settings or networks are others, the message names the differences,
   *     or the file cannot be used; the trainer then is as it was, unless the disk fails after all
   *     of the file has been read once and checked: make a new trainer then
   */
  public void restore(AdversarialTrainer trainer) {
    new Restoring(this, trainer).run(state.differences(trainer.rules()), true);
  }

  /**
   * As {@link #restore}, but into a trainer that may have other settings, which it keeps. What
   * follows is not what would have followed.
   *
   * @param trainer with networks that are built alike
   * @param learningRates whether to take over those of the checkpoint, which a guard may have
   *     lowered; otherwise the trainer keeps its own
   * @throws GanException if they are not, or the file cannot be used; the trainer then is as {@link
   *     #restore} leaves it
   */
  public void restoreAllowingChanges(AdversarialTrainer trainer, boolean learningRates) {
    new Restoring(this, trainer).run(List.of(), learningRates);
  }
}

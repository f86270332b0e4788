package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.stream.Stream;
import org.gan4j.Batch;
import org.gan4j.ImageShape;
import org.gan4j.SamplePlayer;
import org.gan4j.SampleShape;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;

/** What players are given beside latents and samples. */
final class Given {
  private Given() {}

  /** A row of values is a label, unless a source of one's own says otherwise. */
  static int classes(SamplePlayer... players) {
    return Stream.of(players)
        .filter(player -> player.given().size() == 1)
        .map(player -> player.given().get(0))
        .filter(given -> !(given instanceof ImageShape))
        .mapToInt(SampleShape::size)
        .findFirst()
        .orElse(0);
  }

  /** Returns what a player takes: one that takes nothing beside is given nothing. */
  static Flow[] to(SamplePlayer player, Tape tape, Flow first, Batch real) {
    int wanted = player.given().size();
    checkArgument(
        wanted <= real.given().size(),
        "a network takes %s arrays beside samples, and the batches have %s: use a BatchSource that"
            + " gives them",
        wanted,
        real.given().size());
    return Stream.concat(Stream.of(first), real.given().stream().limit(wanted).map(tape::of))
        .toArray(Flow[]::new);
  }
}

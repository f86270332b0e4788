package org.gan4j.models;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** The optimisers that recipes know by name, and the numbers of each beside its learning rate. */
enum OptimiserKind {
  ADAM(
      Adam.class,
      ImmutableMap.of("beta1", Limit.FRACTION, "beta2", Limit.FRACTION, "epsilon", Limit.POSITIVE)),
  RMSPROP(RmsProp.class, ImmutableMap.of("rmsDecay", Limit.FRACTION, "epsilon", Limit.POSITIVE)),
  NESTEROVS(Nesterovs.class, ImmutableMap.of("momentum", Limit.FRACTION)),
  SGD(Sgd.class, ImmutableMap.of());

  private final Class<? extends IUpdater> type;
  private final ImmutableMap<String, Limit> numbers;

  OptimiserKind(Class<? extends IUpdater> type, ImmutableMap<String, Limit> numbers) {
    this.type = type;
    this.numbers = numbers;
  }

  /** Returns the kind of an optimiser, none for a subclass, which may do something else. */
  static Optional<OptimiserKind> of(IUpdater optimiser) {
    return Arrays.stream(values()).filter(kind -> kind.type == optimiser.getClass()).findFirst();
  }

  /** Returns Deeplearning4j's class. */
  Class<? extends IUpdater> type() {
    return type;
  }

  /** Returns the names of all numbers, which are Deeplearning4j's own but for the decay. */
  ImmutableMap<String, Limit> numbers() {
    return ImmutableMap.<String, Limit>builder()
        .put(NamedOptimiser.RATE, Limit.POSITIVE)
        .put(NamedOptimiser.DECAY, Limit.NOT_NEGATIVE)
        .putAll(numbers)
        .build();
  }
}

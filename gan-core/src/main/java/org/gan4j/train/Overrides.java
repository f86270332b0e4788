package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a variant of the trainer overrides, and what of it would silently never be called. */
final class Overrides {
  private static final String STEP = "step";
  private static final Set<String> TOGETHER = Set.of("updateTogether");
  private static final Set<String> APART = Set.of("updateDiscriminator", "updateGenerator");

  private Overrides() {}

  /**
   * Refuses a variant that overrides updates of other schemes, and neither those of its own nor the
   * whole step: it would train as if it overrode nothing.
   *
   * @throws IllegalArgumentException if it does
   */
  static void check(Class<?> trainer, UpdateScheme scheme) {
    boolean together = scheme == UpdateScheme.SIMULTANEOUS;
    Set<String> called = together ? TOGETHER : APART;
    Set<String> overridden = of(trainer);
    Set<String> missed = new TreeSet<>(together ? APART : TOGETHER);
    missed.retainAll(overridden);
    checkArgument(
        missed.isEmpty()
            || overridden.contains(STEP)
            || called.stream().anyMatch(overridden::contains),
        "%s overrides %s, which the update scheme %s never calls: override %s or step instead, or"
            + " choose another scheme",
        trainer.getName(),
        String.join(" and ", missed),
        scheme,
        String.join(", ", new TreeSet<>(called)));
  }

  private static Set<String> of(Class<?> trainer) {
    Set<String> names = new TreeSet<>();
    for (Class<?> type = trainer; type != GanTrainer.class; type = type.getSuperclass()) {
      methods(type).filter(Overrides::isOfTheTrainer).map(Method::getName).forEach(names::add);
    }
    return names;
  }

  /** What has the name alone is a method of the variant's own. */
  private static boolean isOfTheTrainer(Method method) {
    return methods(GanTrainer.class)
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && !Modifier.isPrivate(own.getModifiers())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isSynthetic());
  }
}

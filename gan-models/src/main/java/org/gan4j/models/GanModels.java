package org.gan4j.models;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** All models by name. */
public final class GanModels {
  private static final ImmutableList<GanModel> ALL =
      ImmutableList.of(
          MlpGan.model(),
          MlpGan.wideModel(),
          MlpGan.quickdrawModel(),
          TanhDcgan.transposedModel(),
          TanhDcgan.upsamplingModel(),
          ReluDcgan.model(),
          RadfordDcgan.model(),
          NarrowDcgan.model(),
          NarrowDcgan.labelledModel(),
          NarrowDcgan.clusteredModel(),
          NarrowDcgan.spectralModel(),
          NarrowDcgan.wassersteinModel(),
          ConditionalMlpGan.model(),
          AuxiliaryDcgan.model(),
          NarrowDcgan.infoModel());

  private GanModels() {}

  /** {@return all models, the simplest first} */
  public static ImmutableList<GanModel> all() {
    return ALL;
  }

  /**
   * {@return the model of a name}
   *
   * @param name for example {@code "mlp"}
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static GanModel named(String name) {
    return ALL.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    List<String> names = ALL.stream().map(GanModel::name).toList();
    String near = Words.nearest(name, names).map("; did you mean %s?"::formatted).orElse("");
    return new IllegalArgumentException(
        "there is no model \"%s\"; there are: %s%s"
            .formatted(name, String.join(", ", names), near));
  }
}

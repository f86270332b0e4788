package org.gan4j.engine.file;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.cfg.MapperConfig;
import org.nd4j.shade.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * The classes that a network's JSON may name: what Deeplearning4j's layers are configured by, and
 * what an application brings. Others are refused by their names, before they are loaded; that a
 * class is a layer where a layer is expected is checked by Jackson.
 */
final class LayerTypes extends PolymorphicTypeValidator.Base {
  private static final long serialVersionUID = 1L;

  private static final ImmutableList<String> PACKAGES =
      ImmutableList.of(
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.deeplearning4j.preprocessors.",
          "org.gan4j.layer.",
          "org.nd4j.linalg.activations.impl.",
          "org.nd4j.linalg.learning.config.",
          "org.nd4j.linalg.learning.regularization.",
          "org.nd4j.linalg.lossfunctions.impl.",
          "org.nd4j.linalg.schedule.");

  private final ImmutableSet<String> own;

  LayerTypes(Set<String> own) {
    this.own = ImmutableSet.copyOf(own);
  }

  boolean allows(String name) {
    return own.contains(name) || PACKAGES.stream().anyMatch(name::startsWith);
  }

  @Override
  public Validity validateSubClassName(MapperConfig<?> config, JavaType base, String name) {
    return allows(name) ? Validity.ALLOWED : Validity.DENIED;
  }
}

package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of data. */
class DataKindTest {
  private static Iterable<DataKind> kinds() {
    return DataKind.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindIsFoundByItsNameAndItsPlace(DataKind kind) {
    if (!kind.needed()) {
      assertThat(DataSpec.parse(kind.name()).kind()).isSameAs(kind);
    }
    if (!kind.where().isEmpty()) {
      DataSpec placed = DataSpec.parse(kind.name() + ":nowhere");
      assertThat(placed.kind()).isSameAs(kind);
      assertThat(placed.name()).startsWith(kind.name());
    }
    assertThat(kind.takes(Optional.empty()) || !kind.where().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindIsInHelpAndInTheMessage(DataKind kind) {
    assertThat(Result.of("train", "--help").out()).contains(kind.name());
    assertThat(Result.of("train", "--data", "cats").err()).contains(kind.name(), kind.about());
  }
}

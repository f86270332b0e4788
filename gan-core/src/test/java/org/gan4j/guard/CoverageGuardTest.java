package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.guard.Warning.Kind;
import org.junit.jupiter.api.Test;

class CoverageGuardTest {
  private final List<Warning> warnings = new ArrayList<>();
  private final CoverageGuard guard = new CoverageGuard(warnings::add);
  private long step;

  private void look(CoverageGuard by, double... coverages) {
    for (double coverage : coverages) {
      by.look(step += 1000, coverage);
    }
  }

  @Test
  void lossInTwoLooksIsWarnedOfOnce() {
    look(guard, 0.01, 0.3, 0.25, 0.09);
    assertThat(warnings).isEmpty();
    look(guard, 0.08);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(5000);
    assertThat(warnings.get(0).kind()).isEqualTo(Kind.COLLAPSE);
    assertThat(warnings.get(0).message())
        .contains("at step 5,000 cover 8.0 % of the real ones, and it had been 30.0 %")
        .contains("(Checkpoints.best)");
    look(guard, 0.01, 0.3, 0.01, 0.01);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void oneBadLookAndOneThatIsNotBadEnoughAreNoLoss() {
    look(guard, 0.3, 0.09, 0.11, 0.09, 0.101, 0.3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void generatorThatHasNotBegunCanLoseNothing() {
    look(guard, 0.049, 0.001, 0.001, 0.001);
    assertThat(warnings).isEmpty();
  }

  @Test
  void stateIsKept() throws IOException {
    look(guard, 0.3, 0.05);
    CoverageGuard continued = new CoverageGuard(warnings::add);
    continued.readState(state(guard));
    look(continued, 0.05);
    assertThat(warnings).hasSize(1);
    CoverageGuard again = new CoverageGuard(warnings::add);
    again.readState(state(continued));
    look(again, 0.05, 0.05);
    assertThat(warnings).hasSize(1);
  }

  private static DataInputStream state(CoverageGuard guard) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    guard.writeState(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void stateThatMakesNoSenseIsRefused() {
    byte[] bytes = new byte[13];
    bytes[0] = 0x7f; // a best coverage of 1e304 and more
    DataInputStream strange = new DataInputStream(new ByteArrayInputStream(bytes));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> guard.readState(strange))
        .withMessageContaining("a best coverage of");
  }

  @Test
  void coverageIsAShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.look(1, Double.NaN))
        .withMessage("coverage is from 0 to 1, not NaN");
  }
}

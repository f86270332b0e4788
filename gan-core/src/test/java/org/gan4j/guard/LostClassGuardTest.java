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

class LostClassGuardTest {
  private final List<Warning> warnings = new ArrayList<>();
  private final LostClassGuard guard = guard();
  private long step;

  private LostClassGuard guard() {
    return new LostClassGuard(List.of("cat", "dog", "50 % cow"), warnings::add);
  }

  private void look(double... accuracies) {
    guard.look(step += 1000, 20, accuracies);
  }

  @Test
  void lossInTwoLooksIsWarnedOfOnceForEachClass() {
    look(0.7, 0.7, 0.8);
    look(0.9, 0.9, 0.44);
    look(0.9, 0.9, 0.39);
    assertThat(warnings).as("0.44 is more than half of 0.8").isEmpty();
    look(0.9, 0.8, 0.2);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(4000);
    assertThat(warnings.get(0).kind()).isEqualTo(Kind.LOST_CLASS);
    assertThat(warnings.get(0).message())
        .contains("at step 4,000 a classifier takes 20.0 % of class 50 % cow (it had been 80.0 %)")
        .contains("and 85.0 % of all others")
        .contains("(Checkpoints.best)");
    look(0.9, 0.8, 0.1);
    look(0.9, 0.8, 0.8);
    look(0.9, 0.1, 0.1);
    look(0.9, 0.1, 0.1);
    assertThat(warnings).as("another class is another warning").hasSize(2);
    assertThat(warnings.get(1).message()).contains("of class dog").doesNotContain("cow");
  }

  @Test
  void oneBadLookIsNoLoss() {
    look(0.9, 0.9, 0.9);
    look(0.9, 0.9, 0.1);
    look(0.9, 0.9, 0.9);
    look(0.9, 0.9, 0.1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void classesThatAreLostTogetherAreOneWarning() {
    look(0.9, 0.8, 0.9);
    look(0.9, 0.1, 0.1);
    look(0.9, 0.1, 0.05);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).message())
        .contains("10.0 % of class dog (it had been 80.0 %), 5.0 % of class 50 % cow")
        .contains("and 90.0 % of all others");
  }

  @Test
  void generatorThatGetsWorseInAllClassesLosesNone() {
    look(0.9, 0.9, 0.9);
    look(0.3, 0.3, 0.16);
    look(0.3, 0.3, 0.16);
    assertThat(warnings).isEmpty();
  }

  @Test
  void classThatWasNeverDrawnWellIsNotLostBeforeAllOthersAreFine() {
    look(0.7, 0.7, 0.49);
    look(0.7, 0.7, 0.05);
    look(0.79, 0.8, 0.05);
    assertThat(warnings).isEmpty();
    look(0.8, 0.8, 0.05);
    look(0.8, 0.8, 0.21);
    look(0.8, 0.8, 0.05);
    assertThat(warnings).isEmpty();
    look(0.8, 0.8, 0.19);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void classThatWasDrawnHalfTheTimeCanBeLost() {
    look(0.7, 0.7, 0.5);
    look(0.7, 0.7, 0.24);
    look(0.7, 0.7, 0.24);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void sharesOfAFewImagesSayNothing() {
    look(0.9, 0.9, 0.9);
    for (int i = 0; i < 4; i++) {
      guard.look(step += 1000, 19, 0.9, 0.9, 0);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void stateIsKept() throws IOException {
    look(0.9, 0.9, 0.9);
    look(0.9, 0.9, 0.1);
    LostClassGuard continued = guard();
    continued.readState(state(guard));
    continued.look(3000, 20, 0.4, 0.9, 0.1);
    assertThat(warnings).hasSize(1);
    LostClassGuard again = guard();
    again.readState(state(continued));
    again.look(4000, 20, 0.4, 0.9, 0.1);
    again.look(5000, 20, 0.9, 0.9, 0.1);
    assertThat(warnings).hasSize(1);
  }

  /** As when a run is taken back to a checkpoint from before it. */
  @Test
  void warningThatWasGivenStaysGiven() throws IOException {
    for (int i = 0; i < 2; i++) {
      look(0.9, 0.9, 0.9);
      look(0.9, 0.9, 0.1);
      look(0.9, 0.9, 0.1);
      guard.readState(state(guard()));
    }
    assertThat(warnings).hasSize(1);
  }

  private static DataInputStream state(LostClassGuard guard) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    guard.writeState(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** The number of classes, then 13 bytes of each. */
  @Test
  void stateThatMakesNoSenseIsRefusedAndChangesNothing() throws IOException {
    look(0.9, 0.9, 0.9);
    look(0.9, 0.9, 0.1);
    byte[] bytes = new byte[4 + 3 * 13];
    bytes[3] = 3;
    bytes[4 + 2 * 13] = 0x7f; // a best accuracy of 1e304 and more, of the last class
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> guard.readState(stream(bytes)))
        .withMessageContaining("a best accuracy of");
    bytes[3] = 4;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> guard.readState(stream(bytes)))
        .withMessage("accuracies of 4 classes, not 3");
    look(0.9, 0.9, 0.1);
    assertThat(warnings).hasSize(1);
  }

  private static DataInputStream stream(byte... bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void accuraciesAreOneShareForEachClassOfSeveral() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.look(1, 20, 0.5, 0.5))
        .withMessage("2 accuracies were given of 3 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.look(1, 20, 0.5, 0.5, Double.NaN))
        .withMessage("accuracy is from 0 to 1, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LostClassGuard(List.of("one"), warnings::add));
  }
}

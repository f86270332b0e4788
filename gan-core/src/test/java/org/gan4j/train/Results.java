package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;

/** What the steps of a training gave. */
public final class Results {
  private Results() {}

  /** Returns the results of a trainer's steps while something trains it. */
  public static List<StepResult> of(AdversarialTrainer trainer, Runnable training) {
    List<StepResult> results = new ArrayList<>();
    boolean[] listens = {true};
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            if (listens[0]) {
              results.add(run.result().orElseThrow());
            }
          }
        });
    training.run();
    listens[0] = false;
    return results;
  }
}

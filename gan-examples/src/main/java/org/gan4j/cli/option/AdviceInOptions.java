package org.gan4j.cli.option;

import org.gan4j.Advice;
import org.gan4j.GanException;

/** What the library advises, as the command line names it. */
public final class AdviceInOptions {
  private AdviceInOptions() {}

  /**
   * {@return the words for some advice, in which {@code %s} is what it is about}
   *
   * @param advice any
   */
  public static String of(Advice advice) {
    return switch (advice) {
      case IMAGE_SIZE -> "--image-size";
      case BACKGROUND -> "--background RRGGBB";
      case GREY -> "--grey";
      case SKIP_UNUSABLE -> "--skip-unusable N or P%%; gan info images:%s lists them all";
      case HEAP -> "GAN_JAVA_OPTS=-Xmx4g";
      case ARRAYS -> "--data npy:FILE";
      case IDX_FOLDER -> "--data idx:DIR";
      case IDX_FILES -> "--data idx:IMAGES,LABELS";
      case DIGITS -> "--data digits";
      case LEARNING_RATE -> "--learning-rate";
      case LABEL_SMOOTHING -> "--label-smoothing 0.1";
      case LOSS -> "--loss";
      case GENERATOR_STEPS -> "--g-steps 2";
      case BEST -> "gan generate --best";
    };
  }

  /**
   * {@return what an exception says}
   *
   * @param e any
   */
  public static String of(GanException e) {
    return e.text().in(AdviceInOptions::of);
  }
}

package org.gan4j;

/**
 * What there is to do about something: said by who sees it, in whose words is for the application.
 * In a {@link Message} it reads as who programs in Java has it; a command line has options instead.
 */
public enum Advice {
  /** Make all pictures of a folder of one size, or of a smaller one. */
  IMAGE_SIZE("size(height, width)"),
  /** Put a colour behind what is transparent. */
  BACKGROUND("background(0xRRGGBB)"),
  /** Read the grey of pictures alone. */
  GREY("gray()"),
  /** Leave more unusable files out; its argument is the folder of them. */
  SKIP_UNUSABLE("skippingAtMost(files)"),
  /** Give Java a larger heap. */
  HEAP("-Xmx4g"),
  /** Read arrays that are no drawings. */
  ARRAYS("NumpyImages"),
  /** Read IDX files by other names than MNIST's. */
  IDX_FOLDER("IdxImages"),
  /** Name an IDX file of images, and that of its labels. */
  IDX_FILES("IdxFiles.labelled(images, labels)"),
  /** Take data that are drawn, not downloaded. */
  DIGITS("DrawnDigits"),
  /** Take a lower learning rate. */
  LEARNING_RATE("scaleLearningRate"),
  /** Smooth the labels of real images. */
  LABEL_SMOOTHING("smoothed(0.9)"),
  /** Take another loss. */
  LOSS("Losses"),
  /** Update the generator more often. */
  GENERATOR_STEPS("withGeneratorSteps(2)"),
  /** Take the best of the networks that were saved. */
  BEST("Checkpoints.best");

  private final String java;

  Advice(String java) {
    this.java = java;
  }

  /** {@return it for who programs in Java} */
  public String java() {
    return java;
  }

  /**
   * {@return this about something that an application may name when it puts it into words}
   *
   * @param what words may have a {@code %s} for it
   */
  public Message about(Object what) {
    return Message.of(this, what);
  }
}

package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;

/**
 * What is known about a classifier.
 *
 * @param name of it, as reports say it, for example {@code mnist-1}
 * @param data what it was trained on, for example {@code mnist}
 * @param images the shape of the images that it takes
 * @param range the values of black and white in them
 * @param classes the names of the classes, in their order; at least two
 * @param accuracy the share of test images whose class it found, from 0 to 1
 * @param testImages how many it was tested with, none of which it was trained on
 * @param epochs how long it was trained
 * @param seed of the training
 * @param gan4j the version that trained it
 */
public record ClassifierInfo(
    String name,
    String data,
    ImageShape images,
    ValueRange range,
    List<String> classes,
    double accuracy,
    int testImages,
    int epochs,
    long seed,
    String gan4j) {
  /**
   * Checks the numbers.
   *
   * @param name of the classifier
   * @param data what it was trained on
   * @param images the shape of the images
   * @param range the values of black and white
   * @param classes at least two names
   * @param accuracy from 0 to 1
   * @param testImages at least 1
   * @param epochs at least 1
   * @param seed of the training
   * @param gan4j the version that trained it
   * @throws IllegalArgumentException if a number is out of its range, or there are less than two
   *     classes
   */
  public ClassifierInfo {
    classes = List.copyOf(classes);
    checkArgument(classes.size() >= 2, "a classifier has at least 2 classes, not %s", classes);
    checkArgument(
        accuracy >= 0 && accuracy <= 1, "an accuracy is a share from 0 to 1, not %s", accuracy);
    checkArgument(
        testImages >= 1, "a classifier is tested with at least 1 image, not %s", testImages);
    checkArgument(epochs >= 1, "a classifier is trained for at least 1 epoch, not %s", epochs);
  }
}

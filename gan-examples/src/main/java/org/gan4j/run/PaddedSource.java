package org.gan4j.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.PaddedImages;

/**
 * Images of one size, which a black border makes larger.
 *
 * @param name what they are called
 * @param training reads, draws or downloads those to train on
 * @param testing the same of those to test with; empty if there are none
 * @param named the names of the classes, where they have others than their numbers
 */
record PaddedSource(
    String name,
    Supplier<? extends ImageSet> training,
    Supplier<Optional<? extends ImageSet>> testing,
    List<String> named)
    implements DataSource {

  PaddedSource(String name, Supplier<? extends ImageSet> training) {
    this(name, training, Optional::empty, List.of());
  }

  @Override
  public ImageSet train(Optional<ImageShape> size) {
    ImageSet images = training.get();
    return size.map(wanted -> padded(images, wanted)).orElse(images);
  }

  @Override
  public boolean resizes() {
    return false;
  }

  @Override
  public Optional<ImageSet> test(ImageShape size) {
    return testing.get().map(images -> padded(images, size));
  }

  private static ImageSet padded(ImageSet images, ImageShape wanted) {
    ImageShape own = images.shape();
    if (own.height() == wanted.height() && own.width() == wanted.width()) {
      return images;
    }
    return PaddedImages.withLabels(images, wanted.height(), wanted.width());
  }

  @Override
  public List<String> classes(LabelledImages images) {
    return named.isEmpty() ? DataSource.super.classes(images) : named;
  }
}

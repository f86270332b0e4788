package org.gan4j.cli;

import java.util.Optional;
import java.util.function.Supplier;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageFolder;
import org.gan4j.data.ImageSet;

/**
 * A folder of images, which are resized and cropped to other sizes.
 *
 * @param name what they are called
 * @param images that are decoded when they are asked for
 */
record FolderSource(String name, ImageFolder images) implements DataSource {
  @Override
  public ImageSet train(Optional<ImageShape> size) {
    return advised(() -> sized(size).open());
  }

  @Override
  public ImageShape shape(Optional<ImageShape> size) {
    return advised(() -> sized(size).shape());
  }

  private ImageFolder sized(Optional<ImageShape> size) {
    return size.map(wanted -> images.size(wanted.height(), wanted.width())).orElse(images);
  }

  /** Looks into the folder; what the library advises is named as the command line names it. */
  private static <T> T advised(Supplier<T> look) {
    try {
      return look.get();
    } catch (GanException e) {
      String advice =
          e.getMessage()
              .replace("size(height, width)", "--image-size")
              .replace("-Xmx4g", "GAN_JAVA_OPTS=-Xmx4g");
      throw new GanException(advice, e);
    }
  }

  @Override
  public boolean resizes() {
    return true;
  }

  @Override
  public Optional<ImageSet> test(ImageShape size) {
    return Optional.empty();
  }
}

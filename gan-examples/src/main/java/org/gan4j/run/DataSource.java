package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gan4j.Advice;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;

/** Images that a text names; nothing of them is looked for before they are asked for. */
public interface DataSource {
  /** {@return what they are called, fit for a file name} */
  String name();

  /**
   * {@return the images to train on, in their own size or in the height and the width of a shape}
   * The channels are the images' own.
   *
   * @param size the height and the width that are wanted, if any
   * @throws IllegalArgumentException if they cannot have that size
   */
  ImageSet train(Optional<ImageShape> size);

  /**
   * {@return the shape of what {@link #train} gives, without decoding it where that can be}
   *
   * @param size the height and the width that are wanted, if any
   */
  default ImageShape shape(Optional<ImageShape> size) {
    return train(size).shape();
  }

  /**
   * {@return the same data, whose pictures are read in a way}
   *
   * @param pictures how they are read
   * @throws IllegalArgumentException if there is more to it than to read them as they are stored
   */
  default DataSource reading(PictureReading pictures) {
    checkArgument(
        pictures.equals(PictureReading.AS_STORED),
        "%s are no folder of pictures, which alone can be read in another way than as stored",
        name());
    return this;
  }

  /**
   * {@return the same data, whose reading is shown where it takes long}
   *
   * @param progress hears of it
   */
  default DataSource showing(ReadingProgress progress) {
    return this;
  }

  /**
   * {@return the same data, of which is told what is to be known, for example of their pictures}
   *
   * @param words for the advice in it
   */
  default DataSource telling(Function<Advice, String> words) {
    return this;
  }

  /** {@return whether another size is made by resizing and cropping, not by padding} */
  boolean resizes();

  /**
   * {@return the images to test with, where there are any that are not to be trained on}
   *
   * @param size the height and the width that are wanted, if any
   */
  Optional<ImageSet> test(ImageShape size);

  /**
   * {@return the name of each class: its number, where nobody has given it another}
   *
   * @param images of the data
   */
  default List<String> classes(LabelledImages images) {
    return IntStream.range(0, images.classes()).mapToObj(String::valueOf).toList();
  }
}

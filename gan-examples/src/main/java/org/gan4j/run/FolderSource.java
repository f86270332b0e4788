package org.gan4j.run;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gan4j.Advice;
import org.gan4j.ImageShape;
import org.gan4j.Message;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.folder.FolderListener;
import org.gan4j.data.folder.ImageFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of images, which are resized and cropped to other sizes.
 *
 * @param folder where they are
 * @param images that are decoded when they are asked for
 * @param words for the advice in what is told of them
 */
record FolderSource(Path folder, ImageFolder images, Function<Advice, String> words)
    implements DataSource {
  private static final Logger log = LoggerFactory.getLogger(ImageFolder.class);

  /** Returns a folder's images, read as they are stored, and once for all commands if many. */
  static FolderSource of(Path folder) {
    return new FolderSource(folder, ImageFolder.in(folder).cached(), Advice::java)
        .showing((what, done, all) -> {});
  }

  @Override
  public FolderSource showing(ReadingProgress progress) {
    return new FolderSource(folder, images.telling(new Listener(progress, words)), words);
  }

  @Override
  public FolderSource telling(Function<Advice, String> others) {
    return new FolderSource(folder, images, others).showing((what, done, all) -> {});
  }

  /** What is to be known is said once, though a folder may be opened again for another size. */
  private static final class Listener implements FolderListener {
    private final ReadingProgress progress;
    private final Function<Advice, String> words;
    private final Set<String> told = new HashSet<>();

    Listener(ReadingProgress progress, Function<Advice, String> words) {
      this.progress = progress;
      this.words = words;
    }

    @Override
    public void told(Message sentence) {
      String text = sentence.in(words);
      if (told.add(text)) {
        log.warn(text);
      }
    }

    @Override
    public void at(String what, int done, int all) {
      progress.at(what, done, all);
    }
  }

  @Override
  public String name() {
    return "images-" + DataPlace.fit(folder);
  }

  @Override
  public DataSource reading(PictureReading pictures) {
    return new FolderSource(folder, pictures.of(images), words);
  }

  @Override
  public ImageSet train(Optional<ImageShape> size) {
    return sized(size).open();
  }

  @Override
  public ImageShape shape(Optional<ImageShape> size) {
    return sized(size).shape();
  }

  private ImageFolder sized(Optional<ImageShape> size) {
    return size.map(wanted -> images.size(wanted.height(), wanted.width())).orElse(images);
  }

  @Override
  public boolean resizes() {
    return true;
  }

  @Override
  public List<String> classes(LabelledImages labelled) {
    return images.classes();
  }

  @Override
  public Optional<ImageSet> test(ImageShape size) {
    return Optional.empty();
  }
}

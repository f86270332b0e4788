package org.gan4j.data.folder;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.UserFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of images: PNG, JPEG, GIF, BMP, TIFF and what else the decoders on the class path read,
 * in it and in the folders below it, hidden ones left out, in the order of their names. What a file
 * is, its content decides. Immutable: each method gives a folder that is read in another way.
 *
 * <pre>{@code
 * ImageSet images = ImageFolder.in(Path.of("faces")).size(64, 64).background(0xFFFFFF).open();
 * }</pre>
 *
 * <p>Images are decoded once, when the folder is opened, and kept in one array of {@code images x
 * channels x height x width} bytes, 2 GB at most, or in a file ({@link #cached}): each epoch reads
 * memory. What is said nothing about is as the files are:
 *
 * <ul>
 *   <li>Channels: 1 if all files are stored as grey, else 3. Colour becomes grey by its luma, 0.299
 *       red + 0.587 green + 0.114 blue (Rec. 601).
 *   <li>Size: that of the files, if it is the same for all. Other sizes are reduced by the mean
 *       over each new pixel's area and enlarged by linear interpolation, after what sticks out on
 *       two sides has been cut off, the middle kept ({@link #stretched} squeezes it in instead).
 *   <li>Transparency: shown on black, or on the {@link #background}.
 * </ul>
 *
 * <p>If each file is in one of several folders directly in it, or below one, these folders are the
 * {@link #classes}, and what {@link #open} returns is {@link org.gan4j.data.LabelledImages}: the
 * layout of torchvision's {@code ImageFolder}.
 *
 * <p>Values are taken as the files have them: colour profiles and gamma are not applied, four inks
 * (CMYK) are mixed by multiplication. Pictures are turned as their cameras have noted (EXIF). Of an
 * animation the first picture counts; of a GIF on its canvas.
 *
 * <p>Pictures of a format that no decoder reads are counted in the log. Java itself reads no WebP,
 * for example, no lossless JPEG, and BMP with mistakes: TwelveMonkeys' ImageIO plug-ins, found on
 * the class path, are preferred to it.
 *
 * <p>A file that cannot be used is named in the log and left out, be it text under the name of an
 * image, damaged, below 2 or above 65,535 pixels a side, or above 64 million pixels, up to a limit:
 * 10 files, or one of a hundred where that is more, or {@link #skippingAtMost} or {@link
 * #skippingAtMostPercent}. A folder below that cannot be read counts as one file, and a link to a
 * folder that it is in is not followed.
 */
public final class ImageFolder {
  private static final Logger log = LoggerFactory.getLogger(ImageFolder.class);

  private static final String DECODED = "decoded";

  /** CelebA at 64 x 64 takes a quarter of it. */
  private static final long MOST_CACHED = 10_000_000_000L;

  private static final long LEAST_CACHED = 256_000_000;

  private final FolderListing listing;
  private final FolderOptions options;
  private final Optional<DecodedCache> cache;
  private final FolderListener listener;

  private ImageFolder(
      FolderListing listing,
      FolderOptions options,
      Optional<DecodedCache> cache,
      FolderListener listener) {
    this.listing = listing;
    this.options = options;
    this.cache = cache;
    this.listener = listener;
  }

  /**
   * {@return the images of a folder, which is not looked at yet; its files are listed once, when
   * this or one that is made of it is asked for anything, and what is added later is not seen}
   *
   * @param folder where the images are
   */
  public static ImageFolder in(Path folder) {
    return new ImageFolder(
        new FolderListing(folder),
        FolderOptions.NONE,
        Optional.empty(),
        sentence -> log.warn(sentence.toString()));
  }

  /**
   * {@return the images in another size}
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   * @throws IllegalArgumentException if one is below 1
   */
  public ImageFolder size(int height, int width) {
    ImageShape size = ImageShape.gray(height, width);
    return with(options.withSize(Optional.of(size)));
  }

  /** {@return the images in grey} */
  public ImageFolder gray() {
    return with(options.withChannels(OptionalInt.of(1)));
  }

  /** {@return the images in colour: red, green, blue; grey ones have three times the same} */
  public ImageFolder rgb() {
    return with(options.withChannels(OptionalInt.of(3)));
  }

  /**
   * {@return the images with another colour behind what is transparent}
   *
   * @param rgb a colour, 0 (black) to 0xFFFFFF (white), as in {@code 0xRRGGBB}
   * @throws IllegalArgumentException if it is no such number
   */
  public ImageFolder background(int rgb) {
    checkArgument(
        rgb >= 0 && rgb <= 0xFFFFFF, "a background is from 0x000000 to 0xFFFFFF, not %s", rgb);
    return with(options.withBackground(rgb));
  }

  /** {@return the images with nothing cut off: another ratio of the sides distorts them} */
  public ImageFolder stretched() {
    return with(options.withFit(Fit.STRETCH));
  }

  /**
   * {@return the images, of which more or fewer files may be unusable}
   *
   * @param files how many are left out at most; with 0, the first is an error
   * @throws IllegalArgumentException if it is below 0
   */
  public ImageFolder skippingAtMost(int files) {
    checkArgument(files >= 0, "the number of files to skip is 0 or more, not %s", files);
    return with(options.withLimit(new FolderOptions.BadFiles(files, 0)));
  }

  /**
   * {@return the images, of which a part of the files may be unusable}
   *
   * @param percent of all files that are left out at most
   * @throws IllegalArgumentException if it is not from 0 to 100
   */
  public ImageFolder skippingAtMostPercent(double percent) {
    checkArgument(
        percent >= 0 && percent <= 100,
        "the part of the files to skip is from 0 to 100 percent, not %s",
        percent);
    return with(options.withLimit(new FolderOptions.BadFiles(0, percent)));
  }

  /** {@return the images as {@link #cachedIn} gives them, in the user's folder for caches} */
  public ImageFolder cached() {
    return cachedIn(usualCache());
  }

  /**
   * {@return the images, which are decoded once and then kept in a file, if they are many: if their
   * files are more than 10,000 or have more than 64 MB, or the images have more than 256 MB. They
   * stay in that file, mapped into memory, and take nothing of Java's heap. The file is made again
   * when another size or colour is wanted, or a file of the folder is another one, by its name,
   * size or time of change. Where it cannot be written, a warning says so, and the images are read
   * into memory}
   *
   * @param caches a folder for such files, made when needed, in which those that were not used for
   *     the longest time are deleted where there would be more than 10 GB
   */
  public ImageFolder cachedIn(Path caches) {
    return cachedIn(new DecodedCache(caches, MOST_CACHED, LEAST_CACHED));
  }

  ImageFolder cachedIn(DecodedCache caches) {
    return new ImageFolder(listing, options, Optional.of(caches), listener);
  }

  /** {@return where {@link #cached} keeps decoded images, and how many there are, for people} */
  public static String describeCache() {
    return usualCache().described();
  }

  private static DecodedCache usualCache() {
    return new DecodedCache(UserFolders.ofThisMachine().cache(DECODED), MOST_CACHED, LEAST_CACHED);
  }

  /**
   * {@return the images, of which somebody else than the log hears}
   *
   * @param to is told what is to be known of them, and how far their reading is
   */
  public ImageFolder telling(FolderListener to) {
    return new ImageFolder(listing, options, cache, to);
  }

  /**
   * {@return the name of each class, in their order; empty if there are none: if an image is in the
   * folder itself, or all are in one folder of it}
   *
   * @throws GanException if there is no such folder, or no image in it
   */
  public List<String> classes() {
    return listing.files(listener).classes(listing.folder()).names();
  }

  /**
   * {@return the decoded images; {@link org.gan4j.data.LabelledImages} if there are {@link
   * #classes}}
   *
   * @throws GanException if there is no such folder, no image in it, or too many that cannot be
   *     used; if no size was given and the files have several; or if the images do not fit into
   *     memory
   */
  public ImageSet open() {
    return reader().read();
  }

  /**
   * {@return the shape that the decoded images will have; nothing but the beginning of the files is
   * read}
   *
   * @throws GanException as {@link #open}, but for what shows only when a file is decoded
   */
  public ImageShape shape() {
    return reader().shape();
  }

  private FolderReader reader() {
    return new FolderReader(listing, options, cache, listener);
  }

  private ImageFolder with(FolderOptions changed) {
    return new ImageFolder(listing, changed, cache, listener);
  }
}

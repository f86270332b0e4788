package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.gan4j.Seeds;

/**
 * Classes that nobody had to give: images that look alike are of one. A generator that is asked for
 * them need not find the way from one kind of image to the next (self-conditioned GANs, Liu et al.
 * 2020, arXiv:2006.10728, who cluster features of the discriminator).
 *
 * <p>The means of at most 10,000 images are found by k-means++ (Arthur and Vassilvitskii 2007) in
 * thumbnails of at most 16x16 pixels, and each image is of the mean that is nearest. The same
 * images, count and seed give the same classes on every machine.
 */
public final class Clusters {
  private static final int SAMPLE = 10_000;
  private static final int MOST_ROUNDS = 20; // later ones move few images

  private final Thumbnails thumbnails;
  private final double[][] means;

  private Clusters(Thumbnails thumbnails, double[][] means) {
    this.thumbnails = thumbnails;
    this.means = means;
  }

  /**
   * {@return the same images, each with the number of its cluster as its class}
   *
   * @param images any, which are read twice at most
   * @param count of clusters, at least 2
   * @param seed the same seed finds the same clusters
   * @throws IllegalArgumentException if there are fewer images than clusters, or fewer than 2 or
   *     more than 10,000 of these
   */
  public static LabelledImages of(ImageSet images, int count, long seed) {
    checkArgument(
        count >= 2 && count <= Math.min(images.size(), SAMPLE),
        "%s images are to be grouped into %s clusters: there are 2 to %s, and each needs an image",
        images.size(),
        count,
        SAMPLE);
    Clusters clusters = found(images, count, Seeds.derive(seed, "clusters"));
    int[] labels =
        IntStream.range(0, images.size())
            .parallel()
            .map(index -> clusters.nearest(clusters.thumbnails.of(index)))
            .toArray();
    return new LabelledSet(images, ImmutableIntArray.copyOf(labels), count);
  }

  private static Clusters found(ImageSet images, int count, long seed) {
    Thumbnails thumbnails = new Thumbnails(images);
    List<DoublePoint> points =
        chosen(images.size(), seed)
            .parallel()
            .mapToObj(index -> new DoublePoint(thumbnails.of(index)))
            .toList();
    JDKRandomGenerator random = new JDKRandomGenerator();
    random.setSeed(seed);
    double[][] means =
        new KMeansPlusPlusClusterer<DoublePoint>(
                count, MOST_ROUNDS, new EuclideanDistance(), random)
            .cluster(points).stream()
                .map(CentroidCluster::getCenter)
                .map(center -> center.getPoint())
                .toArray(double[][]::new);
    return new Clusters(thumbnails, means);
  }

  /** Returns some images in their order, all if there are few: each is as likely as any other. */
  private static IntStream chosen(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntStream.Builder indices = IntStream.builder();
    for (int i = 0, left = Math.min(size, SAMPLE); left > 0; i++) {
      if (random.nextInt(size - i) < left) {
        indices.add(i);
        left--;
      }
    }
    return indices.build();
  }

  private int nearest(double[] thumbnail) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < means.length; i++) {
      double distance = squaredDistance(means[i], thumbnail, least);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Returns something larger as soon as it is not the least. */
  private static double squaredDistance(double[] mean, double[] thumbnail, double least) {
    double sum = 0;
    for (int i = 0; i < mean.length && sum < least; i++) {
      double difference = mean[i] - thumbnail[i];
      sum += difference * difference;
    }
    return sum;
  }
}

import java.nio.file.Path;
import java.util.Arrays;
import org.gan4j.classifier.Classifier;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.ImageStream;

/**
 * Shows what the categories that InfoGAN has found on MNIST are: a row for each, of how many of its
 * 1,000 images a classifier takes for each digit; then the share of images that are right if each
 * category stands for another digit, by the best of all such matchings. Argument: a file of gan export.
 */
class Matching {
  private static final int IMAGES = 1_000;

  public static void main(String[] args) {
    TrainedGenerator drawer = TrainedGenerator.load(Path.of(args[0]));
    Evaluator evaluator = new Evaluator(Classifier.shipped("mnist"), 1);
    long[][] counts = new long[drawer.space().classes()][];
    for (int category = 0; category < counts.length; category++) {
      ImageStream images =
          ImageStream.of(drawer.generator(), drawer.latents(1, category), IMAGES);
      counts[category] = evaluator.extract(images).classes().orElseThrow().counts();
      System.out.println(category + " " + Arrays.toString(counts[category]));
    }
    System.out.println("best matching " + best(counts) / (double) (counts.length * IMAGES));
  }

  /** The most that categories give to different digits: of each set of digits, by the first ones. */
  private static long best(long[][] counts) {
    int digits = counts[0].length;
    long[] most = new long[1 << digits];
    for (int taken = 1; taken < most.length; taken++) {
      int category = Integer.bitCount(taken) - 1;
      for (int digit = 0; digit < digits && category < counts.length; digit++) {
        if ((taken >> digit & 1) == 1) {
          most[taken] =
              Math.max(most[taken], most[taken ^ 1 << digit] + counts[category][digit]);
        }
      }
    }
    return Arrays.stream(most).max().orElseThrow();
  }
}

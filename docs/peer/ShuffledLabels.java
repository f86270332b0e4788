import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.download.Mnist;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.LabelledFeatures;
import org.gan4j.metrics.LabelledStream;

/**
 * Shows that the accuracy of the class that was asked for can fail: that of 10,000 images of MNIST,
 * and the same of the same images once their labels are shuffled. Argument: a file of gan export.
 */
class ShuffledLabels {
  private static final int IMAGES = 10_000;

  public static void main(String[] args) {
    TrainedGenerator drawer = TrainedGenerator.load(Path.of(args[0]));
    Evaluator evaluator = new Evaluator(Classifier.shipped("mnist"), 1);
    LabelledFeatures real = evaluator.extract(LabelledStream.of(Mnist.test()));
    LabelledFeatures asked =
        evaluator.extract(
            LabelledStream.of(drawer.generator(), drawer.space(), drawer.latents(1), IMAGES));
    System.out.println("as asked  " + accuracy(evaluator, real, asked));
    System.out.println("shuffled  " + accuracy(evaluator, real, shuffled(asked)));
  }

  private static LabelledFeatures shuffled(LabelledFeatures images) {
    List<Integer> labels = Ints.asList(images.labels().toArray());
    Collections.shuffle(labels, new Random(1));
    return new LabelledFeatures(
        images.features(), ImmutableIntArray.copyOf(labels), images.classes());
  }

  private static double accuracy(
      Evaluator evaluator, LabelledFeatures real, LabelledFeatures generated) {
    return evaluator.compare(real, generated).values().get("classAccuracy");
  }
}

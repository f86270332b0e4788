import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.ChosenImages;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.download.Mnist;

/**
 * A class of which there are few images. "data DIR" writes MNIST with the first 50 of its eights, as
 * files in MNIST's format; "accuracy FILE..." says what classifiers know of MNIST's test images: of
 * all, of the eights, and of the others.
 */
class RareClass {
  private static final int RARE = 8;
  private static final int KEPT = 50;

  public static void main(String[] args) throws IOException {
    if (args[0].equals("data")) {
      Path folder = Files.createDirectories(Path.of(args[1]));
      write(folder, "train", rare(Mnist.train()));
      write(folder, "t10k", Mnist.test());
      return;
    }
    System.out.println("classifier                      all    eights  others");
    for (String file : Arrays.copyOfRange(args, 1, args.length)) {
      Classifier classifier = Classifier.load(Path.of(file));
      LabelledImages test = Mnist.test();
      System.out.printf(
          "%-30s  %.4f  %.4f  %.4f%n",
          Path.of(file).getFileName(),
          Classifier.accuracy(classifier, test),
          Classifier.accuracy(classifier, of(test, true)),
          Classifier.accuracy(classifier, of(test, false)));
    }
  }

  private static LabelledImages of(LabelledImages images, boolean rare) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      if ((images.label(i) == RARE) == rare) {
        chosen.add(i);
      }
    }
    return chosen(images, chosen);
  }

  private static LabelledImages rare(LabelledImages images) {
    List<Integer> chosen = new ArrayList<>();
    int kept = 0;
    for (int i = 0; i < images.size(); i++) {
      if (images.label(i) != RARE || kept++ < KEPT) {
        chosen.add(i);
      }
    }
    return chosen(images, chosen);
  }

  private static LabelledImages chosen(LabelledImages images, List<Integer> indices) {
    return ChosenImages.of(images, indices.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void write(Path folder, String name, LabelledImages images) throws IOException {
    byte[] pixels = new byte[images.shape().size()];
    try (DataOutputStream of = open(folder, name + "-images-idx3-ubyte.gz");
        DataOutputStream as = open(folder, name + "-labels-idx1-ubyte.gz")) {
      of.writeInt(2051);
      as.writeInt(2049);
      of.writeInt(images.size());
      as.writeInt(images.size());
      of.writeInt(images.shape().height());
      of.writeInt(images.shape().width());
      for (int i = 0; i < images.size(); i++) {
        images.read(i, pixels, 0);
        of.write(pixels);
        as.writeByte(images.label(i));
      }
    }
  }

  private static DataOutputStream open(Path folder, String name) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))));
  }
}

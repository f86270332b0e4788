package org.gan4j.cli.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.classifier.Classifier;
import org.gan4j.classifier.ClassifierInfo;
import org.gan4j.run.FileKind;

/** Tells about a classifier. */
public final class ClassifierExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return Files.isRegularFile(path)
        && (FileKind.ends(path, ".classifier") || FileKind.hasPart(path, "classifier.json"));
  }

  @Override
  public Table explain(Path path) {
    Classifier classifier = Classifier.load(path);
    ClassifierInfo info = classifier.info();
    return new Table()
        .row("classifier", path)
        .row("name", info.name())
        .row("version", classifier.version())
        .row("images", info.images())
        .row("values", info.range())
        .row("classes", String.join(", ", info.classes()))
        .row("parameters", String.format(Locale.ROOT, "%,d", classifier.network().numParams()))
        .row("data", info.data())
        .row("accuracy", accuracy(info))
        .row("epochs", info.epochs())
        .row("seed", info.seed())
        .row("trained by", "gan4j " + info.gan4j());
  }

  /**
   * {@return for example {@code 99.21 % of 10,000 test images}}
   *
   * @param info of a classifier
   */
  public static String accuracy(ClassifierInfo info) {
    return String.format(
        Locale.ROOT, "%.2f %% of %,d test images", info.accuracy() * 100, info.testImages());
  }
}

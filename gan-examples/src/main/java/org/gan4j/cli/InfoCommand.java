package org.gan4j.cli;

import java.nio.file.Path;
import org.gan4j.data.FashionMnist;
import org.gan4j.data.ImageFolder;
import org.gan4j.data.Mnist;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells about this program and the machine, or about a run or a file. */
@Command(
    name = "info",
    description = "Tell about this program and this machine, or about a run or a file.")
final class InfoCommand implements Runnable {
  @ParentCommand private Gan gan;

  @ArgGroup private Where where;

  private static final class Where {
    @Option(names = "--run", paramLabel = "DIR", description = "The folder that gan train wrote.")
    private Path run;

    @Parameters(
        arity = "0..1",
        paramLabel = "PATH",
        description =
            "A run's folder, an exported generator, a classifier, a network, a file or a folder of"
                + " data.")
    private Path path;
  }

  @Override
  public void run() {
    table().print(gan.out());
  }

  private Table table() {
    if (where == null) {
      Table table = new Table();
      Machine.describe(table);
      return table
          .row("MNIST", Mnist.folder())
          .row("Fashion-MNIST", FashionMnist.folder())
          .row("decoded images", ImageFolder.describeCache());
    }
    if (where.run != null) {
      RunFolder.open(where.run); // which says what it is not
    }
    return Explainers.explain(where.run == null ? where.path : where.run);
  }
}

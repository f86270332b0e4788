package org.gan4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gan4j.cli.info.Explainers;
import org.gan4j.cli.info.Table;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.data.download.FashionMnist;
import org.gan4j.data.download.Mnist;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.run.DataKind;
import org.gan4j.run.UserPath;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells about this program and the machine, or about a run or a file. */
@Command(
    name = "info",
    description = "Tell about this program and this machine, or about a run or a file.")
final class InfoCommand implements Callable<Integer> {
  @ParentCommand private Gan gan;

  @ArgGroup private Where where;

  private static final class Where {
    @Option(names = "--run", paramLabel = "DIR", description = "The folder that gan train wrote.")
    private Path run;

    @Parameters(
        arity = "0..1",
        paramLabel = "PATH",
        description =
            "A run's folder, an exported generator, a classifier, a network, a file of data, or a"
                + " folder of them; one of pictures is read whole, and its bad files are listed.")
    private Path path;

    @Option(
        names = "--check",
        description =
            "Check whether this machine computes rightly, and tell all that counts for it: to be"
                + " sent with a question.")
    private boolean check;
  }

  @Override
  public Integer call() {
    if (where != null && where.check) {
      return new MachineReport(gan.out()).run() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    table().print(gan.out());
    return ExitCode.OK;
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
      GivenRun.open(where.run); // which says what it is not
    }
    return Explainers.explain(where.run == null ? folderOf(where.path) : where.run);
  }

  /** Folders of pictures may be named as --data names them. */
  private static Path folderOf(Path path) {
    String text = path.toString();
    String prefix = DataKind.IMAGES.name() + ":";
    return text.startsWith(prefix) ? UserPath.of(text.substring(prefix.length())) : path;
  }
}

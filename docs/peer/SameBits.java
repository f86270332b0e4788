import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.data.Batching;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.PaddedImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.listener.Every;
import org.gan4j.listener.MetricsLog;
import org.gan4j.listener.SampleGrid;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.train.MovingAverage;

/**
 * Trains each model by each update scheme and each way to draw batches, and prints a line of hashes
 * for each: of all that the checkpoint's networks hold (parameters, the optimiser's state), of the log
 * but for its times, and of the sample grids. Two versions of gan4j that print the same lines on one
 * machine compute the same bits. Arguments: an empty folder to work in, steps, and optionally the
 * names of the schemes.
 */
class SameBits {
  private static final int BATCH = 6;

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int steps = Integer.parseInt(args[1]);
    List<String> schemes = List.of(args).subList(2, args.length);
    for (GanModel model : GanModels.all()) {
      for (UpdateScheme scheme : UpdateScheme.values()) {
        if (!schemes.isEmpty() && !schemes.contains(scheme.name())) {
          continue;
        }
        for (Batching batching : Batching.values()) {
          String name = model.name() + "-" + scheme + "-" + batching;
          System.out.println(name + " " + train(model, scheme, batching, steps, folder.resolve(name)));
        }
      }
    }
  }

  private static String train(
      GanModel model, UpdateScheme scheme, Batching batching, int steps, Path folder)
      throws IOException {
    LabelledImages digits = DrawnDigits.of(50, 1);
    LabelledImages images =
        model.shape().equals(digits.shape())
            ? digits
            : PaddedImages.of(digits, model.shape().height(), model.shape().width());
    Files.createDirectories(folder);
    GanSettings settings =
        model.settings()
            .withScheme(scheme)
            .withBatching(batching)
            .withBatchSize(BATCH)
            .withSeed(5);
    GanTrainer trainer =
        model
            .with(recipe -> recipe.withSettings(settings))
            .forClasses(digits.classes())
            .trainer(images.shape(), 5);
    Path log = folder.resolve("metrics.jsonl");
    Path samples = folder.resolve("samples");
    Checkpoints checkpoints = Checkpoints.in(folder.resolve("checkpoints"));
    trainer.listen(
        MovingAverage.of(trainer, 20, MovingAverage.RAMP),
        MetricsLog.to(log),
        Every.every(10, SampleGrid.into(samples, trainer.generator(), trainer.latentSpace(), 4, 1)));
    trainer.fit(images, steps);
    checkpoints.save(trainer);
    Path file = checkpoints.newest(System.err::println).orElseThrow().file();
    return hash(networks(file)) + " " + hash(numbers(log)) + " " + hash(pictures(samples));
  }

  /** Networks and averages as they are stored, and not the words beside them. */
  private static byte[] networks(Path checkpoint) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(checkpoint))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.getName().endsWith(".json")) {
          all.write(zip.readAllBytes());
        }
      }
    }
    return all.toByteArray();
  }

  /** Without times, and in the order of their names: that in which a version writes them is its own. */
  private static byte[] numbers(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceAll("[{}]|,?\"images_per_second\":[^,}]*", "").split(","))
        .map(fields -> Stream.of(fields).sorted().toList().toString())
        .collect(joining("\n"))
        .getBytes(UTF_8);
  }

  private static byte[] pictures(Path samples) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(samples)) {
      for (Path file : files.sorted().toList()) {
        all.write(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

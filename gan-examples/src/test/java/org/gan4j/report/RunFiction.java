package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A run folder as gan train writes one, without a run. */
record RunFiction(Path folder) {
  static RunFiction in(Path folder, String config) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config);
    return new RunFiction(folder);
  }

  /** A run of a model with a number of steps. */
  static RunFiction of(Path folder, String model, long steps) throws IOException {
    String config =
        """
        {"model": "%s", "data": "digits", "training": {"steps": %d, "seed": 9007199254740993},
         "versions": {"gan4j": "1"}, "fingerprint": {"checksum": "abc"}, "command": "gan train"}
        """;
    return in(folder, config.formatted(model, steps));
  }

  RunFiction metrics(String text) throws IOException {
    return append("metrics.jsonl", text);
  }

  /** Adds a line of all that is logged. */
  RunFiction metrics(long step, double loss) throws IOException {
    return metrics(
        String.format(
            Locale.ROOT,
            "{\"step\":%d,\"images\":%d,\"d_loss\":%s,\"g_loss\":%s,\"d_real\":0.75,\"d_fake\":0.25,"
                + "\"images_per_second\":1234.5}%n",
            step,
            step * 8,
            loss,
            loss * 2));
  }

  RunFiction append(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** Draws a grid of one colour, told by the step. */
  RunFiction grid(long step) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, (int) step);
    Path file = folder.resolve("samples").resolve(String.format(Locale.ROOT, "%06d.png", step));
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return this;
  }
}

package org.gan4j.listener;

import com.google.common.collect.ImmutableMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.nd4j.shade.protobuf.ByteString;
import org.tensorflow.framework.Summary;

/**
 * Writes TensorBoard's event files: the numbers of {@link MetricsLog} as scalars {@code
 * loss/discriminator}, {@code loss/generator}, {@code judgement/real}, {@code judgement/generated},
 * others as {@code step/NAME}, and {@code speed/images_per_second}, and any other numbers and
 * pictures. Look at them by {@code tensorboard --logdir FOLDER}, also while the run goes on. A run
 * that is continued in the same folder goes on with a new file, and what was written of later steps
 * is taken back; so is it when a guard goes back. For use with {@link Every#every}, by one thread.
 */
public final class TensorBoardLog implements RunListener {
  /** Those that there were before others were thought of; curves of old runs go on. */
  private static final ImmutableMap<String, String> TAGS =
      ImmutableMap.of(
          "d_loss", "loss/discriminator",
          "g_loss", "loss/generator",
          "d_real", "judgement/real",
          "d_fake", "judgement/generated");

  private final EventFile events;
  private Throughput throughput = new Throughput(0);

  private TensorBoardLog(EventFile events) {
    this.events = events;
  }

  /**
   * {@return a log that writes a new file, from the first thing that there is to write}
   *
   * @param folder where to; made if it is not there
   */
  public static TensorBoardLog into(Path folder) {
    return new TensorBoardLog(new EventFile(folder, Clock.systemUTC()));
  }

  /**
   * Takes back what was written of later steps, and begins to measure images per second.
   *
   * @param run that starts
   * @throws GanException if the folder cannot be written to
   */
  @Override
  public void onStart(Run run) {
    events.start(run.trainer().steps() + 1);
    throughput = new Throughput(run.imagesSeen());
  }

  @Override
  public void onTakenBack(Run run) {
    onStart(run);
  }

  /**
   * Writes the numbers of a step.
   *
   * @param run that has a result
   * @throws GanException if they cannot be written
   */
  @Override
  public void onStep(Run run) {
    StepResult result = run.result().orElseThrow();
    Map<String, Double> numbers = new LinkedHashMap<>();
    result
        .numbers()
        .forEach((name, number) -> numbers.put(TAGS.getOrDefault(name, "step/" + name), number));
    numbers.put("speed/images_per_second", throughput.perSecond(result.imagesSeen()));
    scalars(result.step(), numbers);
  }

  /**
   * Writes other numbers, for example {@link org.gan4j.metrics.Measures#values}.
   *
   * @param step after which they were taken
   * @param numbers by name; TensorBoard puts those together whose names begin with the same {@code
   *     word/}
   * @throws GanException if they cannot be written
   */
  public void scalars(long step, Map<String, Double> numbers) {
    Summary.Builder summary = Summary.newBuilder();
    numbers.forEach((name, number) -> summary.addValue(scalar(name, number)));
    events.summary(step, summary.build());
  }

  private static Summary.Value scalar(String name, double number) {
    return Summary.Value.newBuilder().setTag(name).setSimpleValue((float) number).build();
  }

  /**
   * Writes a picture, for example a grid of samples.
   *
   * @param step after which it was drawn
   * @param name by which TensorBoard shows it, each with a slider over the steps
   * @param png the file to take it from
   * @throws GanException if that cannot be read, or the events cannot be written
   */
  public void picture(long step, String name, Path png) {
    events.summary(step, Summary.newBuilder().addValue(image(name, png)).build());
  }

  private static Summary.Value image(String name, Path png) {
    try {
      byte[] bytes = Files.readAllBytes(png);
      BufferedImage picture = ImageIO.read(png.toFile());
      Summary.Image image =
          Summary.Image.newBuilder()
              .setHeight(picture.getHeight())
              .setWidth(picture.getWidth())
              .setColorspace(picture.getRaster().getNumBands())
              .setEncodedImageString(ByteString.copyFrom(bytes))
              .build();
      return Summary.Value.newBuilder().setTag(name).setImage(image).build();
    } catch (IOException e) {
      throw new GanException("the picture %s cannot be read (%s)".formatted(png, e), e);
    }
  }
}

package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import javax.imageio.ImageIO;
import org.gan4j.GanException;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.tensorflow.framework.Summary;

/** Reads files by the description of the format, with the checksum of the JDK. */
class TensorBoardLogTest {
  @TempDir Path folder;
  private final FakeRun run = new FakeRun();

  /** What a record says; null or -1 for what it does not. */
  private record Event(
      double time, long step, String version, Summary summary, ByteString session) {}

  @Test
  void eachStepHasItsNumbersAsScalars() throws IOException {
    TensorBoardLog log = TensorBoardLog.into(folder);
    log.onStart(run);
    run.result(FakeRun.step(7, 896, 0.25, -1.5, 0.75, 0.125));
    log.onStep(run);

    List<Event> events = events(only());
    assertThat(events).hasSize(3);
    assertThat(events.get(0).version).isEqualTo("brain.Event:2");
    assertThat(events.get(0).time)
        .isBetween(System.currentTimeMillis() / 1e3 - 600, System.currentTimeMillis() / 1e3 + 1);
    assertThat(events.get(1).session.toByteArray()).containsExactly(8, 1);
    assertThat(events.get(2).step).isEqualTo(7);
    List<Summary.Value> values = events.get(2).summary.getValueList();
    assertThat(values)
        .extracting(Summary.Value::getTag)
        .containsExactly(
            "loss/discriminator",
            "judgement/real",
            "judgement/generated",
            "loss/generator",
            "speed/images_per_second");
    assertThat(values.subList(0, 4))
        .extracting(Summary.Value::getSimpleValue)
        .containsExactly(0.25f, 0.75f, 0.125f, -1.5f);
  }

  @Test
  void numbersOfOtherNamesStandTogether() throws IOException {
    TensorBoardLog log = TensorBoardLog.into(folder);
    log.onStart(run);
    run.result(new StepResult(7, 896, Map.of("cycle_x", 0.25)));
    log.onStep(run);

    assertThat(events(only()).get(2).summary.getValueList())
        .extracting(Summary.Value::getTag)
        .containsExactly("step/cycle_x", "speed/images_per_second");
  }

  @Test
  void picturesAreTheFilesBytes() throws IOException {
    Path png = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY), "png", png.toFile());
    Path own = folder.resolve("events");
    TensorBoardLog.into(own).picture(12, "samples", png);

    Event event = events(files(own).get(0)).get(1);
    Summary.Image image = event.summary.getValue(0).getImage();
    assertThat(event.step).isEqualTo(12);
    assertThat(List.of(image.getWidth(), image.getHeight(), image.getColorspace()))
        .containsExactly(5, 3, 1);
    assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(Files.readAllBytes(png));
  }

  @Test
  void continuedRunTakesBackWhatWasWrittenOfLaterStepsInANewFile() throws IOException {
    TensorBoardLog.into(folder).scalars(3000, Map.of("measures/frechet", 2.0));
    run.result(FakeRun.step(2000, 1, 0, 0, 0, 0));
    TensorBoardLog.into(folder).onStart(run);

    List<Path> files = files(folder);
    assertThat(files).hasSize(2);
    Event start = events(files.get(1)).get(1);
    assertThat(start.session.toByteArray()).containsExactly(8, 1);
    assertThat(start.step).isEqualTo(2001); // what was logged of step 2,000 itself stays
  }

  @Test
  void goingBackTakesBackTheStepsFromThere() throws IOException {
    TensorBoardLog log = TensorBoardLog.into(folder);
    log.scalars(30, Map.of("a", 1.0));
    run.takenBack(19, 1);
    log.onTakenBack(run);
    log.scalars(20, Map.of("a", 2.0));
    log.scalars(20, Map.of("b", 2.0));
    List<Event> events = events(only());
    assertThat(events).extracting(Event::step).containsExactly(0L, 30L, 20L, 20L, 20L);
    assertThat(events.get(2).session).isNotNull();
    assertThat(events.get(4).session).isNull();
  }

  @Test
  void folderThatIsAFileIsOneClearError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    TensorBoardLog log = TensorBoardLog.into(file);
    assertThatThrownBy(() -> log.onStart(run))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith("events cannot be written into the folder " + file);
  }

  private Path only() throws IOException {
    List<Path> files = files(folder);
    assertThat(files).hasSize(1);
    assertThat(files.get(0).getFileName().toString())
        .matches("events\\.out\\.tfevents\\.\\d{10}\\.gan4j\\.\\d{3}");
    return files.get(0);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains("tfevents")).sorted().toList();
    }
  }

  private static List<Event> events(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, 8);
      assertThat(unmasked(bytes.getInt())).isEqualTo(crc(length));
      int size = (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] event = take(bytes, size);
      assertThat(unmasked(bytes.getInt())).isEqualTo(crc(event));
      events.add(event(CodedInputStream.newInstance(event)));
    }
    return events;
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** The inverse of TFRecord's mask: subtract the constant, rotate left by 15 bits. */
  private static int unmasked(int masked) {
    return Integer.rotateLeft(masked - 0xa282ead8, 15);
  }

  private static Event event(CodedInputStream in) throws IOException {
    double time = -1;
    long step = 0;
    String version = null;
    Summary summary = null;
    ByteString session = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> time = in.readDouble();
        case 2 -> step = in.readInt64();
        case 3 -> version = in.readString();
        case 5 -> summary = Summary.parseFrom(in.readByteArray());
        case 7 -> session = in.readBytes();
        default -> throw new IOException("an event has no field " + (tag >>> 3));
      }
    }
    return new Event(time, step, version, summary, session);
  }
}

package org.gan4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Message;
import org.gan4j.data.ByteImages;
import org.gan4j.data.Fingerprint;
import org.gan4j.data.ImageSet;
import org.gan4j.data.MappedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedCacheTest {
  private static final ImageShape PAIR = ImageShape.gray(1, 2);

  private static final int SIDE = 40;

  private static final Fault CUT_OFF = new Fault("a.png", "it is cut off", Optional.empty());
  private static final Fault UNREAD = new Fault("b.png", "it is", Optional.of(PictureFormat.JXL));
  private static final DecodedFile.Seen SEEN =
      new DecodedFile.Seen(List.of(CUT_OFF, UNREAD), new FolderLooks());

  @TempDir Path folder;
  @TempDir Path caches;

  private DecodedCache.Entry write(DecodedCache cache, String name, byte... pixels)
      throws IOException {
    return cache.write(
        name,
        PAIR,
        pixels.length,
        sink -> {
          for (int i = 0; i < pixels.length; i += 2) {
            sink.add(new byte[] {pixels[i], pixels[i + 1]});
          }
          return SEEN;
        });
  }

  private static List<Byte> read(ImageSet images) {
    List<Byte> read = new ArrayList<>();
    byte[] pixels = new byte[images.shape().size()];
    for (int i = 0; i < images.size(); i++) {
      images.read(i, pixels, 0);
      for (byte pixel : pixels) {
        read.add(pixel);
      }
    }
    return read;
  }

  @Test
  void whatWasWrittenIsFoundAgain() throws IOException {
    DecodedCache cache = new DecodedCache(caches.resolve("new"), 1000, 0);
    assertThat(read(write(cache, "n", (byte) 1, (byte) 2, (byte) 3, (byte) 200).images()))
        .containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 200);

    DecodedCache.Entry found = cache.find("n").orElseThrow();
    assertThat(read(found.images())).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 200);
    assertThat(found.about().seen().faults()).containsExactly(CUT_OFF, UNREAD);
    assertThat(cache.find("other")).isEmpty();
  }

  @Test
  void fileOfWhichAnyByteIsAnotherOneOrMissingIsNone() throws IOException {
    DecodedCache cache = new DecodedCache(caches, 1000, 0);
    write(cache, "n", (byte) 1, (byte) 2);
    Path file = caches.resolve("n.pixels");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      assertThat(cache.find("n")).as("byte %s", i).isEmpty();
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(cache.find("n")).as("the first %s bytes", i).isEmpty();
    }
    Files.write(file, whole);
    assertThat(cache.find("n")).isPresent();
  }

  @Test
  void whatWasNotUsedForTheLongestTimeMakesRoom() throws IOException {
    DecodedCache measure = new DecodedCache(caches, 1000, 0);
    write(measure, "a", (byte) 1, (byte) 2);
    long one = Files.size(caches.resolve("a.pixels"));
    DecodedCache cache = new DecodedCache(caches, 2 * one + 1, 0);
    write(cache, "b", (byte) 3, (byte) 4);
    age("a", 100);
    age("b", 50);
    cache.find("a"); // used now

    write(cache, "c", (byte) 5, (byte) 6);

    assertThat(names()).containsExactlyInAnyOrder("a.pixels", "c.pixels");
  }

  private void age(String name, long seconds) throws IOException {
    Files.setLastModifiedTime(
        caches.resolve(name + ".pixels"), FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void writingThatFailsLeavesNothing() throws IOException {
    DecodedCache cache = new DecodedCache(caches, 1000, 0);
    assertThatThrownBy(
            () ->
                cache.write(
                    "n",
                    PAIR,
                    2,
                    sink -> {
                      sink.add(new byte[] {1, 2});
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(names()).isEmpty();
  }

  @Test
  void entryThatTheDiskHasNoRoomForIsRefusedBeforeItIsWritten() throws IOException {
    DecodedCache cache = new DecodedCache(caches, Long.MAX_VALUE, 0);
    assertThatThrownBy(() -> cache.write("n", PAIR, Long.MAX_VALUE / 2, sink -> SEEN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is room for");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void largeFolderIsDecodedOnceAndIsTheSameAsInMemory(boolean damaged) throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a.png"));
    Pictures.write(Pictures.greyAlpha(2, 5, 100, 7, 255, 6, 255, 8, 255), folder.resolve("b.png"));
    Files.writeString(folder.resolve("c.png"), "no picture");
    Files.write(folder.resolve("d.png"), new byte[] {(byte) 0xff, 0x0a, 1, 2}); // JPEG XL
    List<String> heard = new ArrayList<>();
    List<String> told = new ArrayList<>();
    ImageFolder images =
        ImageFolder.in(folder)
            .size(SIDE, SIDE)
            .cachedIn(new DecodedCache(caches, 1000, 0))
            .telling(
                new FolderListener() {
                  @Override
                  public void told(Message sentence) {
                    told.add(sentence.toString());
                  }

                  @Override
                  public void at(String what, int done, int all) {
                    heard.add(what + " " + done + "/" + all);
                  }
                });
    ImageSet first = images.open();
    assertThat(first).isInstanceOf(MappedImages.class);
    assertThat(first.size()).isEqualTo(2);
    Fingerprint before = Fingerprint.of(first);
    assertThat(heard).contains("listed 4/0", "looked at 4/4", "decoded 4/4");
    assertThat(told)
        .satisfiesExactly(
            unread -> assertThat(unread).contains("formats that nothing here reads: 1 JPEG XL"),
            bad -> assertThat(bad).contains("left out: c.png"),
            looks -> assertThat(looks).contains("1 of 2 pictures have transparent parts"));
    List<String> sentences = List.copyOf(told);
    if (damaged) {
      try (RandomAccessFile file =
          new RandomAccessFile(caches.resolve(names().get(0)).toFile(), "rw")) {
        file.seek(SIDE);
        file.write(file.read() ^ 1);
      }
    }
    heard.clear();
    told.clear();

    ImageSet second = images.open();

    assertThat(heard.contains("decoded 4/4")).isEqualTo(damaged);
    assertThat(told).isEqualTo(sentences);
    assertThat(Fingerprint.of(second)).isEqualTo(before);
    assertThat(Fingerprint.of(ImageFolder.in(folder).size(SIDE, SIDE).open())).isEqualTo(before);
    assertThatThrownBy(() -> images.skippingAtMost(0).open()).isInstanceOf(GanException.class);
  }

  @Test
  void folderThatCannotBeWrittenLeavesTheImagesInMemory() throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a.png"));
    Path file = Files.writeString(caches.resolve("file"), "in the way");
    ImageSet images =
        ImageFolder.in(folder).cachedIn(new DecodedCache(file.resolve("below"), 1000, 0)).open();
    assertThat(images).isInstanceOf(ByteImages.class);
  }

  @Test
  void smallFoldersAreNotKept() throws IOException {
    Pictures.write(Pictures.grey(2, 1, 2, 3, 4), folder.resolve("a.png"));
    assertThat(ImageFolder.in(folder).cachedIn(caches).open()).isInstanceOf(ByteImages.class);
    assertThat(names()).isEmpty();
  }
}

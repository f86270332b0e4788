package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages of machines: other digits, commas, letters without dots, years of the Buddha. */
class LanguagesTest {
  private static final Locale USUAL = Locale.getDefault();

  @TempDir private static Path shared;
  private static SortedMap<String, Object> expected;

  @TempDir private Path folder;

  @BeforeAll
  static void trainInNoLanguage() throws IOException {
    expected = filesOfARun(Locale.ROOT, shared);
    assertThat(expected).hasSizeGreaterThan(6).containsKeys("000003.png", "metrics.jsonl");
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(USUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab", "fa-IR", "th-TH-u-ca-buddhist-nu-thai"})
  void filesOfARunAreTheSameInEveryLanguage(String language) throws IOException {
    assertThat(filesOfARun(Locale.forLanguageTag(language), folder))
        .containsExactlyEntriesOf(expected);
  }

  @Test
  @Timeout(120)
  void numbersInTheTextsOfTheCommandAreEnglish() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it ends before faster code would pay
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.extensions=u-nu-arab",
                "-cp",
                System.getProperty("java.class.path"),
                Gan.class.getName(),
                "train",
                "--steps=2000000",
                "--out=" + Files.writeString(folder.resolve("file"), ""))
            .redirectErrorStream(true)
            .start();

    String text = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(text).isNotEmpty().matches("(?s)\\A[^\\p{Nd}]*([0-9][^\\p{Nd}]*)*\\z");
  }

  /** Trains and draws, and returns what there is then, but for what the clock decides. */
  private static SortedMap<String, Object> filesOfARun(Locale locale, Path folder)
      throws IOException {
    Locale.setDefault(locale);
    Path run = folder.resolve("run");
    ran(
        0,
        "train",
        "--steps=3",
        "--batch-size=4",
        "--sample-every=1",
        "--tensorboard",
        "--out",
        run);
    ran(0, "generate", "--run", run, "--count=3", "--out", run.resolve("digits.npy"));
    ran(0, "generate", "--run", run, "--count=3", "--out", run.resolve("digits/"));
    SortedMap<String, Object> files = new TreeMap<>(RunLeftovers.of(run).files());
    files.put("metrics.jsonl", RunLeftovers.of(run).metrics());
    files.put("digits.npy", Bytes.asList(Files.readAllBytes(run.resolve("digits.npy"))));
    files.put("names", names(run));
    return files;
  }

  private static void ran(int exitCode, Object... args) {
    assertThat(Result.of(args).exitCode()).isEqualTo(exitCode);
  }

  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.map(file -> file.toString().substring(run.toString().length()))
          .map(name -> name.replaceAll("tfevents\\.[0-9]{10}\\.", "tfevents.TIME."))
          .sorted()
          .toList();
    }
  }
}

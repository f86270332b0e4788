package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Closer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages in a browser, where there is one. */
class BrowserTest {
  private static final String EVIL = "</script><script>document.title='owned'</script>";

  @TempDir private static Path temporary;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(temporary.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  /** A run with everything, and long words from strangers. */
  private static RunFiction run(String name) throws IOException {
    RunFiction run = RunFiction.of(temporary.resolve(name), "mlp", 100);
    for (int step = 10; step <= 50; step += 10) {
      run.metrics(step, 1.0 / step).grid(step);
      run.append(
          "measures.jsonl",
          "{\"step\":%d,\"fid\":%d,\"averaged\":{\"fid\":\"NaN\"}}%n".formatted(step, 90 - step));
    }
    String evil = EVIL.replace("/", "\\/");
    run.append("warnings.jsonl", "{\"step\":1,\"warning\":\"x\",\"message\":\"" + evil + "\"}\n");
    return run.append("machine.json", "{\"processor\":\"" + "0123456789abcdef".repeat(20) + "\"}");
  }

  private static Path page(RunFiction run) {
    RunReport report = RunReport.of(run.folder());
    report.write(report.usualFile(), Status.STOPPED);
    return report.usualFile();
  }

  private static void open(Path page) {
    browser.look("light", 1200);
    browser.open(page.toUri());
  }

  /** The last number of each curve in a chart, as it was logged. */
  private static List<String> values(String title) {
    return browser.all("figure.chart").stream()
        .filter(figure -> figure.getText().startsWith(title))
        .flatMap(figure -> figure.findElements(By.tagName("data")).stream())
        .map(value -> value.getDomAttribute("value"))
        .toList();
  }

  @Test
  void theMeasureThatCountsIsAmongTheNumbersAndHasItsName() throws IOException {
    RunFiction run = RunFiction.of(temporary.resolve("measured"), "mlp", 100);
    run.metrics(50, 0.5);
    run.append(
        "measures.jsonl",
        "{\"step\":50,\"images\":6400,\"frechet\":53.5,\"averaged\":{\"frechet\":37.25}}\n");
    open(page(run));
    assertThat(browser.all("#numbers div").get(5).getText())
        .isEqualTo("Fréchet distance\n37.25 at step 50");
    assertThat(values("Fréchet distance")).containsExactly("53.5", "37.25");
    assertThat(browser.all("figure.chart"))
        .last()
        .extracting(WebElement::getText)
        .asString()
        .contains("generator\n53.5", "its moving average\n37.25");
  }

  @Test
  void thePageShowsWhatIsLoggedAndFetchesNothing() throws IOException {
    open(page(run("shown")));

    assertThat(values("Losses")).containsExactly("0.02", "0.04");
    assertThat(values("What the discriminator says")).containsExactly("0.75", "0.25");
    assertThat(values("Images per second")).containsExactly("1234.5");
    assertThat(values("fid")).containsExactly("40", "NaN");
    assertThat(browser.find("#numbers").getText()).contains("50 of 100", "400", "0.02");
    assertThat(browser.find("#metrics .plot").getDomAttribute("aria-label"))
        .contains("discriminator 0.02 at step 50 (5 points)");
    assertThat(browser.all("#metrics canvas")).hasSize(3);
    assertThat(browser.find("#warnings-list").getText()).contains(EVIL);
    assertThat(browser.find("#status").getText()).isEqualTo("stopped");
    assertThat(browser.script("return document.title")).isEqualTo("shown · gan4j");
    browser.assertNothingWasWrong("file:", "data:");
  }

  @Test
  void theScrubberMovesTheGridByKeysAndPlaysByItsButton() throws IOException {
    open(page(run("scrubbed")));
    WebElement scrub = browser.find("#scrub");
    String last = browser.find("#grid").getDomAttribute("src");
    assertThat(browser.find("#scrub-step").getText()).isEqualTo("step 50");

    scrub.sendKeys(Keys.ARROW_LEFT);

    assertThat(browser.find("#scrub-step").getText()).isEqualTo("step 40");
    assertThat(browser.find("#grid").getDomAttribute("src")).isNotEqualTo(last);
    assertThat(scrub.getDomAttribute("aria-valuetext")).isEqualTo("step 40");
    scrub.sendKeys(Keys.HOME);
    assertThat(browser.find("#grid").getDomAttribute("alt"))
        .isEqualTo("Generated images after step 10");
    browser.find("#play").sendKeys(Keys.SPACE);
    browser.until(() -> browser.find("#scrub-step").getText().equals("step 50"));
    browser.until(() -> "Play".equals(browser.find("#play").getDomAttribute("aria-label")));
    assertThat(browser.find("#grid").getDomAttribute("src")).isEqualTo(last);
    browser.assertNothingWasWrong("file:", "data:");
  }

  @Test
  void smoothingChangesCurvesAndNoNumbers() throws IOException {
    open(page(run("smoothed")));
    String drawing = "return document.querySelector('#metrics canvas').toDataURL()";
    Object before = browser.script(drawing);

    browser.find("#smoothing").sendKeys(Keys.END);

    browser.until(() -> !browser.script(drawing).equals(before));
    assertThat(values("Losses")).containsExactly("0.02", "0.04");
    browser.find("#smoothing").sendKeys(Keys.HOME);
    browser.until(() -> browser.script(drawing).equals(before));
  }

  @ParameterizedTest
  @CsvSource({
    "light, 1200, '247, 247, 245'",
    "dark, 1200, '18, 19, 22'",
    "light, 390, '247, 247, 245'",
    "dark, 390, '18, 19, 22'"
  })
  void nothingIsWiderThanTheScreenInEitherScheme(String scheme, int width, String paper)
      throws IOException {
    RunFiction run = run("looks-" + scheme + width);
    Path compare = temporary.resolve("compare-" + scheme + width + ".html");
    Comparison.Entry entry = new Comparison.Entry(run.folder(), Status.STOPPED);
    Comparison.write(compare, List.of(entry, entry, entry));
    for (Path page : List.of(page(run), compare)) {
      open(page);
      browser.look(scheme, width);
      browser.until(() -> browser.overflow() == 0); // charts follow after a frame
      assertThat(
              browser.script("return getComputedStyle(document.body).backgroundColor").toString())
          .isEqualTo("rgb(" + paper + ")");
      String photographs = System.getProperty("gan4j.photographs");
      if (photographs != null) {
        Path file = Path.of(photographs, page.getFileName() + "-" + scheme + width + ".png");
        browser.photograph(file);
      }
    }
    browser.assertNothingWasWrong("file:", "data:");
  }

  @Test
  void runsAreComparedCurveByCurve() throws IOException {
    RunFiction one = run("one");
    RunFiction two = RunFiction.of(temporary.resolve("two"), "dcgan", 100).metrics(10, 0.5);
    Path page = temporary.resolve("compare.html");
    Comparison.write(
        page,
        List.of(
            new Comparison.Entry(one.folder(), Status.STOPPED),
            new Comparison.Entry(two.folder(), Status.STOPPED)));
    open(page);

    assertThat(values("Losses: discriminator")).containsExactly("0.02", "0.5");
    assertThat(values("fid")).containsExactly("40");
    assertThat(browser.find("#differing").getText()).isEqualTo("model mlp dcgan");
    assertThat(browser.all("#grids figure")).hasSize(2);
    browser.assertNothingWasWrong("file:", "data:");
  }

  @Test
  void aLivePageChangesWithoutBeingLoadedAgain() throws IOException {
    RunFiction run = run("live");
    try (LiveServer server = LiveServer.start(RunReport.of(run.folder()), 0)) {
      browser.look("light", 1200);
      browser.open(server.address());
      browser.script("window.loadedOnce = true");
      assertThat(browser.find("#scrub-step").getText()).isEqualTo("step 50");

      run.metrics(60, 0.125).grid(60);
      server.changed();

      browser.until(() -> values("Losses").equals(List.of("0.125", "0.25")));
      browser.until(() -> browser.find("#scrub-step").getText().equals("step 60"));
      assertThat(browser.find("#status").getText()).isEqualTo("running");
      run.metrics(100, 0.5);
      server.end(Status.FINISHED);
      browser.until(() -> browser.find("#status").getText().equals("finished"));
      assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
      browser.assertNothingWasWrong(server.address().toString(), "data:");
    }
    browser.find("#scrub").sendKeys(Keys.HOME);
    assertThat(browser.script("return document.getElementById('grid').naturalWidth"))
        .isEqualTo(16L);
    assertThat(Files.exists(run.folder().resolve("samples/000010.png"))).isTrue();
  }

  @Test
  void aLivePageThatIsOneTooManySaysSo() throws IOException {
    try (LiveServer server = LiveServer.start(RunReport.of(run("many").folder()), 0);
        Closer others = Closer.create()) {
      for (int i = 0; i < 8; i++) {
        others.register(server.address().resolve("events").toURL().openStream());
      }

      browser.open(server.address());

      browser.until(
          () ->
              browser
                  .find("#updated")
                  .getText()
                  .equals("this page does not update: too many are open; close some and reload"));
    }
  }
}

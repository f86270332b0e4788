package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.gan4j.cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPlaceTest {
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @TempDir Path folder;

  private DataPlace place(String text) {
    return new DataPlace(text, folder);
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "x");
  }

  @Test
  void commasAreOfANameWhereThereIsAFileOfThatName() throws IOException {
    Path both = file("a,b c.npy");
    Path other = file("c.npy");
    assertThat(place("a,b c.npy").paths()).containsExactly(both);
    assertThat(place("a,b c.npy,c.npy").paths()).containsExactly(both, other);
    assertThat(place("c.npy,d.npy").paths()).containsExactly(other, folder.resolve("d.npy"));
    assertThat(place("e\\,f.npy,c.npy").paths()).containsExactly(folder.resolve("e,f.npy"), other);
  }

  @Test
  void patternsAreTheFilesThatFit() throws IOException {
    Path second = file("b.npy");
    Path first = file("a.npy");
    file("c.png");
    assertThat(place("*.npy").paths()).containsExactly(first, second);
    assertThat(place("*.gif").paths()).containsExactly(folder.resolve("*.gif"));
    Path star = file("[x].npy");
    assertThat(place("[x].npy").paths()).containsExactly(star);
  }

  @Test
  void tildeIsTheHomeFolderWhereverItStands() {
    assertThat(place("~/a.npy,~").paths()).containsExactly(HOME.resolve("a.npy"), HOME);
    assertThat(UserPath.of("~/x")).isEqualTo(HOME.resolve("x"));
    assertThat(UserPath.of("./~")).isEqualTo(Path.of("./~"));
    assertThat(UserPath.of("~x")).isEqualTo(Path.of("~x"));
    assertThat(Result.of("info", "--run=~/no such run").err()).contains(HOME + "/no such run");
    assertThatIllegalArgumentException().isThrownBy(() -> UserPath.of("-"));
  }

  @Test
  void pathsAloneAreUnderstoodByWhatIsThere() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pics"));
    Files.writeString(pictures.resolve("a.PNG"), "x");
    assertThat(DataSpec.parse("pics", folder).text()).isEqualTo("images:pics");
    file("x.npy");
    assertThat(DataSpec.parse("x.npy", folder).text()).isEqualTo("npy:x.npy");
    Path idx = Files.createDirectory(folder.resolve("set"));
    Files.write(idx.resolve("pictures"), new byte[] {0, 0, 8, 3, 0});
    assertThat(DataSpec.parse("set", folder).text()).isEqualTo("idx:set");
    assertThat(DataSpec.parse("set/pictures", folder).text()).isEqualTo("idx:set/pictures");
  }

  @Test
  void whatCannotBeUnderstoodSaysTheNearestCommand() throws IOException {
    Files.write(folder.resolve("train.zip"), new byte[] {'P', 'K', 3, 4});
    Path pictures = Files.createDirectory(folder.resolve("pics"));
    Files.writeString(pictures.resolve("a.png"), "x");
    refused("train.zip", "unzip ", "--data images:train");
    refused("pics/a.png", "--data images:pics");
    refused("pics/*.png", "--data images:pics");
    assertThat(Result.of("train", "--data", "fashion-mnits").err())
        .endsWith("; did you mean fashion-mnist?\n");
    assertThat(Result.of("train", "mnist").err()).contains("; did you mean --data mnist?");
    assertThat(Result.of("train", "dcgan").err()).contains("; did you mean --model dcgan?");
    assertThat(Result.of("train", "--model", "DCGAN").err()).endsWith("; did you mean dcgan?\n");
  }

  private void refused(String text, String... messages) {
    assertThatThrownBy(() -> DataSpec.parse(text, folder))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(messages);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--steps; 10k; 10000",
        "--steps; 1e4; 10000",
        "--steps; 10_000; 10000",
        "--steps; 10,000; 10000",
        "--steps; 2.5M; 2500000",
        "--image-size; 64x64; 64",
      })
  void numbersThatPeopleWriteAreSaidAsTheyAreMeant(String option, String value, String meant) {
    assertThat(Result.of("train", option, value).err()).contains("; did you mean " + meant + "?");
    assertThat(Result.of("train", option, "64x48").err()).doesNotContain("did you mean");
  }

  @Test
  void partsOfARunLeadToIt() throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs").resolve("r"));
    Files.writeString(run.resolve("config.json"), "{}");
    Path checkpoints = Files.createDirectory(run.resolve("checkpoints"));
    Path checkpoint = Files.writeString(checkpoints.resolve("1.ckpt"), "x");
    assertThat(RunFolder.open(checkpoints).path()).isEqualTo(run);
    for (String command : new String[] {"generate", "evaluate"}) {
      assertThat(Result.of(command, "--run", checkpoint).err())
          .contains("is one checkpoint of a run: give the folder of the run, " + run);
    }
    assertThat(Result.of("train", "--resume", checkpoint).err()).contains("of the run, " + run);
    assertThat(Result.of("evaluate", "--run", run.getParent()).err())
        .contains("there are runs in it: " + run);
  }

  @Test
  void runsFindTheirDataWhereTheyBegan() throws IOException {
    RunConfig saved = RunConfigTest.EXAMPLE.withDataOf(RunConfigTest.EXAMPLE);
    assertThat(saved.source().place())
        .contains(new DataPlace("\u00fcber/\"all\"", Path.of("/somewhere")));
    assertThat(DataSpec.parse("images:pics", folder).isThere()).isFalse();
    Files.createDirectory(folder.resolve("pics"));
    assertThat(DataSpec.parse("images:pics", folder).isThere()).isTrue();
    assertThat(DataSpec.parse("mnist", folder).isThere()).isTrue();
  }
}

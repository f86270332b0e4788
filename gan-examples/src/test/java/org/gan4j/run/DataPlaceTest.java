package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void runsFindTheirDataWhereTheyBegan() throws IOException {
    RunConfig saved = RunConfigTest.EXAMPLE.withDataOf(RunConfigTest.EXAMPLE);
    assertThat(saved.source().place())
        .contains(new DataPlace("\u00fcber/\"all\"", Path.of("/somewhere")));
    assertThat(DataSpec.of("images:pics", folder).isThere()).isFalse();
    Files.createDirectory(folder.resolve("pics"));
    assertThat(DataSpec.of("images:pics", folder).isThere()).isTrue();
    assertThat(DataSpec.of("mnist", folder).isThere()).isTrue();
  }
}

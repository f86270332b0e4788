package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFoldersTest {
  private static List<String> folders(String... classes) {
    return ClassFolders.of(List.of(classes)).folders();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cat", "ankle boot", "T-shirt", "0", "Élan (old)", "a.b", "हाथी", "猫", "console"})
  void usualNamesAreTheirFolders(String name) {
    assertThat(folders("first", name)).containsExactly("first", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "a\\b",
        "..",
        ".",
        "",
        " ",
        ".hidden",
        "end.",
        "end ",
        " start",
        "-rf",
        "CON",
        "nul",
        "Com1",
        "lpt9.txt",
        "a:b",
        "what?",
        "a*",
        "\"q\"",
        "a|b",
        "<a>",
        "a\nb",
        "a\u0085b",
        "augmented.csv"
      })
  void namesThatNotEverySystemTakesAreNumbers(String name) {
    assertThat(folders("first", name)).containsExactly("first", "1");
  }

  @Test
  void aNameThatIsTooLongIsANumber() {
    assertThat(folders("é".repeat(100), "é".repeat(101))).containsExactly("é".repeat(100), "1");
  }

  @Test
  void namesThatSomeSystemsTakeForTheSameHaveFoldersOfTheirOwn() {
    assertThat(folders("cat", "Cat", "CAT", "dog")).containsExactly("cat", "1", "2", "dog");
    assertThat(folders("caf\u00e9", "cafe\u0301")).containsExactly("caf\u00e9", "1");
    assertThat(folders("straße", "STRASSE")).containsExactly("straße", "1");
  }

  @Test
  void noNumberIsTakenTwice() {
    assertThat(folders("a/b", "0", "class-0")).containsExactly("class-class-0", "0", "class-0");
    assertThat(folders("1", "a/b", "b/a")).containsExactly("1", "class-1", "2");
  }

  @Test
  void otherFoldersAreToldOfTheClassesThatAreAskedFor() {
    ClassFolders folders = ClassFolders.of(List.of("a/b", "dog", "DOG"));
    assertThat(folders.told(IntStream.of(2, 1, 0, 0)))
        .contains(
            "not every class has a name that a folder can have: \"DOG\" is in 2, \"a/b\" is in 0");
    assertThat(folders.told(IntStream.of(1))).isEmpty();
  }
}

package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
  private static final Path HOME = Path.of("home", "ada").toAbsolutePath();
  private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

  @Test
  void variableOfTheUserComesFirstOnEverySystem() {
    Map<String, String> environment =
        Map.of("GAN4J_DATA", "sets", "XDG_CACHE_HOME", "/x", "LOCALAPPDATA", "/y");
    for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertThat(data(environment, system)).isEqualTo(Path.of("sets", "mnist"));
    }
  }

  @Test
  void linuxHasItsCacheFolder() {
    assertThat(data(Map.of(), "Linux")).isEqualTo(HOME.resolve(Path.of(".cache/gan4j/mnist")));
    assertThat(data(Map.of("GAN4J_DATA", " "), "Linux"))
        .isEqualTo(HOME.resolve(Path.of(".cache/gan4j/mnist")));
    assertThat(data(Map.of("XDG_CACHE_HOME", ELSEWHERE.toString()), "Linux"))
        .isEqualTo(ELSEWHERE.resolve(Path.of("gan4j/mnist")));
  }

  @Test
  void relativeCacheFolderIsIgnoredAsItsSpecificationSays() {
    assertThat(data(Map.of("XDG_CACHE_HOME", "relative"), "Linux"))
        .isEqualTo(HOME.resolve(Path.of(".cache/gan4j/mnist")));
  }

  @Test
  void macHasItsCacheFolder() {
    assertThat(data(Map.of("XDG_CACHE_HOME", ELSEWHERE.toString()), "Mac OS X"))
        .isEqualTo(HOME.resolve(Path.of("Library/Caches/gan4j/mnist")));
  }

  @Test
  void windowsHasItsCacheFolder() {
    assertThat(data(Map.of("LOCALAPPDATA", ELSEWHERE.toString()), "Windows 11"))
        .isEqualTo(ELSEWHERE.resolve(Path.of("gan4j/cache/mnist")));
    assertThat(data(Map.of(), "Windows 11"))
        .isEqualTo(HOME.resolve(Path.of("AppData/Local/gan4j/cache/mnist")));
  }

  @Test
  void userWithoutANameHasTheTemporaryFolder() {
    assertThat(UserFolders.home("?"))
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    assertThat(UserFolders.home(HOME.toString())).isEqualTo(HOME);
  }

  private static Path data(Map<String, String> environment, String system) {
    return new UserFolders(environment::get, system, HOME).data("mnist");
  }
}

package org.gan4j.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where data sets lie on the user's machine: where the user says, else where caches belong.
 *
 * <p>Internal to gan4j: public for the packages that download and decode.
 */
public final class UserFolders {
  /** The environment variable in which a user says where data sets lie. */
  public static final String VARIABLE = "GAN4J_DATA";

  private final UnaryOperator<String> environment;
  private final String system;
  private final Path home;

  /**
   * Creates the folders of a machine.
   *
   * @param environment the value of an environment variable, null if it is not set
   * @param system the name of the operating system, as in the property {@code os.name}
   * @param home the user's folder
   */
  public UserFolders(UnaryOperator<String> environment, String system, Path home) {
    this.environment = environment;
    this.system = system.toLowerCase(Locale.ROOT);
    this.home = home;
  }

  /** {@return the folders of this machine} */
  public static UserFolders ofThisMachine() {
    return new UserFolders(
        System::getenv, System.getProperty("os.name"), home(System.getProperty("user.home")));
  }

  /** Returns the user's folder; Java says "?" where the user has no name, as in containers. */
  static Path home(String property) {
    Path home = Path.of(property);
    return home.isAbsolute()
        ? home
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /**
   * {@return the folder of one data set; it need not exist}
   *
   * @param name of the data set
   */
  public Path data(String name) {
    return variable(VARIABLE).orElseGet(this::cache).resolve(name);
  }

  /**
   * {@return a folder for what can be made again; it need not exist}
   *
   * @param name of what
   */
  public Path cache(String name) {
    return cache().resolve(name);
  }

  private Path cache() {
    if (system.startsWith("windows")) {
      Path local = variable("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
      return local.resolve("gan4j").resolve("cache");
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches").resolve("gan4j");
    }
    // The XDG Base Directory Specification: a relative path there is invalid and to be ignored.
    Path base = variable("XDG_CACHE_HOME").filter(Path::isAbsolute).orElse(home.resolve(".cache"));
    return base.resolve("gan4j");
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(v -> !v.isBlank()).map(Path::of);
  }
}

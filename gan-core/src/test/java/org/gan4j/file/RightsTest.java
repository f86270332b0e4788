package org.gan4j.file;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new file gets of the one that it replaces. */
class RightsTest {
  /** Who is not allowed to give a file to a group lets no other group read it. */
  @ParameterizedTest
  @CsvSource({
    "none, rw-rw-r--",
    "setOwner, rw-rw-r--",
    "setGroup, rw----r--",
  })
  void permissionsOfTheGroupAreForThatGroupAlone(String refused, String given) throws IOException {
    List<Object> permissions = new ArrayList<>();
    PosixFileAttributeView view =
        (PosixFileAttributeView)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PosixFileAttributeView.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals(refused)) {
                    throw new AccessDeniedException("it");
                  }
                  if (method.getName().equals("setPermissions")) {
                    permissions.add(Set.copyOf((Set<?>) arguments[0]));
                  }
                  return null;
                });

    new Rights(() -> "owner", () -> "group", fromString("rw-rw-r--")).giveTo(view);

    assertThat(permissions).containsExactly(fromString(given));
  }
}

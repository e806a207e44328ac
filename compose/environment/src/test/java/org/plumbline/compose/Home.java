package org.plumbline.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The root of the repository, for tests: given by the build, or found above the working folder. */
final class Home {
  private Home() {}

  static Path path() {
    var given = System.getProperty("plumb.home");
    if (given != null) {
      return Path.of(given);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("compose/servers")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("give the repository: -Dplumb.home=<root>"));
  }
}

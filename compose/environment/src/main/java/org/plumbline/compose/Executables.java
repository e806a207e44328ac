package org.plumbline.compose;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs on the PATH, and in the folders of system programs that a user's PATH may lack. */
final class Executables {
  private Executables() {}

  static @Nullable Path find(String name) {
    return find(name, System.getenv().getOrDefault("PATH", ""));
  }

  /** The same on another PATH. */
  static @Nullable Path find(String name, String path) {
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}

package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The class paths of the server processes, as the build lays them out. */
enum ClassPath {
  CASSANDRA("cassandra"),
  KAFKA("kafka"),
  S3PROXY("s3proxy"),
  TOXIPROXY("toxiproxy"),
  PUSH("push"),
  NODE("node");

  private final String folder;

  ClassPath(String folder) {
    this.folder = folder;
  }

  String id() {
    return folder;
  }

  Path directory(Path home) {
    return home.resolve("compose/servers").resolve(folder).resolve("target/lib");
  }

  String wildcard(Path home) {
    return directory(home) + "/*";
  }

  boolean isLaidOut(Path home) {
    try (var files = Files.list(directory(home))) {
      return files.anyMatch(file -> file.toString().endsWith(".jar"));
    } catch (IOException e) {
      return false;
    }
  }

  void require(Path home) throws EnvironmentFailure {
    if (!isLaidOut(home)) {
      throw new EnvironmentFailure(
          folder,
          "no jars in " + directory(home),
          List.of(),
          "build first: mvn -DskipTests package");
    }
  }

  /** The one jar whose name starts so, for example {@code jamm-}. */
  Path jar(Path home, String prefix) throws EnvironmentFailure {
    require(home);
    try (var files = Files.list(directory(home))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
          .findFirst()
          .orElseThrow(
              () ->
                  new EnvironmentFailure(
                      folder,
                      "no " + prefix + "*.jar in " + directory(home),
                      List.of(),
                      "build again: mvn -DskipTests package"));
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles(folder, directory(home), e);
    }
  }

  /** The version in the name of that jar, for example {@code 4.3.1}. */
  String version(Path home, String prefix) throws EnvironmentFailure {
    var name = String.valueOf(jar(home, prefix).getFileName());
    return name.substring(prefix.length(), name.length() - ".jar".length());
  }
}

package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds installed JDKs: by variables ({@code JAVA17_HOME}), in the folders of package managers, in
 * those of SDKMAN, asdf, Gradle and IDEs, and in Maven's {@code toolchains.xml}.
 */
final class JavaHomes {
  private static final Pattern JDK_HOME = Pattern.compile("<jdkHome>\\s*([^<]+?)\\s*</jdkHome>");

  private final @Nullable List<Path> only;

  JavaHomes(@Nullable List<Path> only) {
    this.only = only;
  }

  /** The program {@code java} of a JDK with that feature number. */
  Path java(int feature) throws EnvironmentFailure {
    return find(feature).orElseThrow(() -> missing(feature)).resolve("bin/java");
  }

  /** The home of a JDK with that feature number. */
  Optional<Path> find(int feature) {
    return candidates(feature)
        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
        .filter(home -> feature(home) == feature)
        .findFirst();
  }

  private Stream<Path> candidates(int feature) {
    var given = only;
    if (given != null) {
      return given.stream();
    }
    var homes = new ArrayList<Path>();
    for (var name : variables(feature)) {
      var value = System.getenv(name);
      if (value != null && !value.isBlank()) {
        homes.add(Path.of(value));
      }
    }
    homes.add(Path.of(System.getProperty("java.home")));
    folders().stream().flatMap(JavaHomes::children).forEach(homes::add);
    homes.addAll(toolchains());
    return homes.stream();
  }

  private EnvironmentFailure missing(int feature) {
    var given = only;
    var places =
        given != null
            ? given.toString()
            : String.join(", ", variables(feature)) + ", " + folders() + ", ~/.m2/toolchains.xml";
    return new EnvironmentFailure(
        "jdk-" + feature,
        "no JDK " + feature + " found; looked in " + places,
        List.of(),
        "install one (Debian: apt install openjdk-"
            + feature
            + "-jdk-headless; SDKMAN: sdk install java "
            + feature
            + "-tem), or set JAVA"
            + feature
            + "_HOME to its folder");
  }

  private static List<String> variables(int feature) {
    return List.of(
        "JAVA" + feature + "_HOME",
        "JAVA_HOME_" + feature + "_X64",
        "JAVA_HOME_" + feature + "_ARM64",
        "JAVA_HOME");
  }

  private static List<Path> folders() {
    var user = Path.of(System.getProperty("user.home"));
    return List.of(
        Path.of("/usr/lib/jvm"),
        Path.of("/usr/java"),
        Path.of("/opt"),
        Path.of("/opt/java"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        user.resolve(".sdkman/candidates/java"),
        user.resolve(".asdf/installs/java"),
        user.resolve(".local/share/mise/installs/java"),
        user.resolve(".jdks"),
        user.resolve(".gradle/jdks"));
  }

  private static Stream<Path> children(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .sorted()
          .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static List<Path> toolchains() {
    try {
      var file = Path.of(System.getProperty("user.home"), ".m2/toolchains.xml");
      return JDK_HOME
          .matcher(Files.readString(file))
          .results()
          .map(match -> Path.of(match.group(1)))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The feature number in the file {@code release} of a JDK; 0 when it says none. */
  static int feature(Path home) {
    var release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
    var version =
        release.getProperty("JAVA_VERSION", "").replace("\"", "").toLowerCase(Locale.ROOT);
    var number = version.replaceFirst("^1\\.", "").replaceFirst("[^0-9].*$", "");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }
}

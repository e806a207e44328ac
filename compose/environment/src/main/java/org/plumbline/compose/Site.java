package org.plumbline.compose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What every server of an environment is given: the plan, folders, ports, JDKs, the launcher, keys.
 */
record Site(
    EnvironmentPlan plan,
    Ports ports,
    JavaHomes homes,
    Launcher launcher,
    ObjectStoreKeys objectStoreKeys) {
  static final int JAVA = 25;
  static final int JAVA_OF_CASSANDRA = 17;

  /** The folder of one server, created. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(plan.directory().resolve(name));
  }

  /** What is unpacked once for all environments of this repository. */
  Path cache() {
    return plan.home().resolve(EnvironmentPlan.FOLDER).resolve("cache");
  }

  Path java() throws EnvironmentFailure {
    return homes.java(JAVA);
  }

  /**
   * Writes a settings file from a template of this package, in which {@code ${name}} is replaced.
   */
  static Path write(Path file, String template, Map<String, ?> values) throws IOException {
    var text = resource(template);
    for (var entry : values.entrySet()) {
      text = text.replace("${" + entry.getKey() + "}", String.valueOf(entry.getValue()));
    }
    return Files.writeString(file, text);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name + " beside " + Site.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

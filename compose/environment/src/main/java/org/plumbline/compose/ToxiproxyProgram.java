package org.plumbline.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which Toxiproxy runs here: a {@code toxiproxy-server} on the PATH, else ours, which has the same
 * HTTP API. {@code PLUMB_TOXIPROXY=embedded} takes ours in any case.
 *
 * @param original the program of the original; empty for ours
 * @param version as {@code plumb status} shows it, with whose it is
 */
record ToxiproxyProgram(Optional<Path> original, String version) {
  static final String SETTING = "PLUMB_TOXIPROXY";
  static final String NAME = "toxiproxy-server";

  /** Ours does what that version of the original does. */
  private static final String OURS = "2.12.0 of Plumbline";

  private static final Pattern VERSION = Pattern.compile(NAME + " version (\\S+)");

  /** Older ones do not know {@code -proxy-metrics}. */
  private static final Pattern TOO_OLD = Pattern.compile("v?(1\\.|2\\.[0-3](\\.|$)).*");

  private static final int ANSWER_SECONDS_MAX = 10;

  /**
   * Chooses by these environment variables.
   *
   * @throws EnvironmentFailure when the setting is unknown, or the program on the PATH is too old
   *     or does not tell its version
   */
  static ToxiproxyProgram choose(Map<String, String> variables) throws EnvironmentFailure {
    var setting = variables.getOrDefault(SETTING, "auto");
    return switch (setting) {
      case "embedded" -> ours();
      case "auto" -> {
        var found = Executables.find(NAME, variables.getOrDefault("PATH", ""));
        yield found == null ? ours() : original(found);
      }
      default ->
          throw failure(
              SETTING + ": " + setting + " (expected: auto or embedded)",
              List.of(),
              "set it to one of these, or not at all");
    };
  }

  private static ToxiproxyProgram ours() {
    return new ToxiproxyProgram(Optional.empty(), OURS);
  }

  private static ToxiproxyProgram original(Path program) throws EnvironmentFailure {
    var answer = answer(program);
    var version = VERSION.matcher(answer);
    if (!version.find()) {
      throw failure(program + " does not tell its version", answer.lines().toList(), remedy());
    }
    if (TOO_OLD.matcher(version.group(1)).matches()) {
      throw failure(
          program + ": version " + version.group(1) + " (expected: 2.4.0 or newer)",
          List.of(),
          remedy());
    }
    return new ToxiproxyProgram(Optional.of(program), version.group(1) + " of Shopify");
  }

  private static String answer(Path program) throws EnvironmentFailure {
    @Nullable Process process = null;
    try {
      process =
          new ProcessBuilder(program.toString(), "-version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw failure(
            program + " -version: no end after " + ANSWER_SECONDS_MAX + " s", List.of(), remedy());
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw failure(program + ": " + e.getMessage(), List.of(), remedy());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure(program + " -version: interrupted", List.of(), "start again");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static String remedy() {
    return "install 2.12 of github.com/Shopify/toxiproxy, or use ours: " + SETTING + "=embedded";
  }

  private static EnvironmentFailure failure(String reason, List<String> lines, String remedy) {
    return new EnvironmentFailure(Part.TOXIPROXY.id(), reason, lines, remedy);
  }

  /** What the doctor says of it. */
  Check check() {
    var how =
        original
            .map(Path::toString)
            .orElse("no " + NAME + " on the PATH, or " + SETTING + "=embedded");
    return Check.ok(Part.TOXIPROXY.id(), version + " (" + how + ")");
  }
}

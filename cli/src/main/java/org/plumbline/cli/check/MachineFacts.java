package org.plumbline.cli.check;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.plumbline.cli.run.Manifest;
import org.plumbline.compose.OpenFiles;

/** What this machine and this checkout are, as a manifest records them. */
public final class MachineFacts {
  private static final long GIT_SECONDS_MAX = 10;

  private MachineFacts() {}

  /** The processors, memory and kernel that this process sees. */
  public static Manifest.Machine machine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    OpenFiles files = OpenFiles.limits();
    return new Manifest.Machine(
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        files.hard(),
        files.connections(),
        system.getSystemLoadAverage());
  }

  /** The versions that are known before anything was started. */
  public static SortedMap<String, String> versions() {
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
    return versions;
  }

  /** The commit of the checkout, and whether its files differ from it. */
  public static Manifest.Revision revision(Path home) {
    String commit = git(home, "rev-parse", "HEAD");
    if (commit.isEmpty()) {
      return new Manifest.Revision("unknown", false);
    }
    return new Manifest.Revision(commit, !git(home, "status", "--porcelain").isEmpty());
  }

  /** What git prints, or nothing when there is no git or this is no checkout. */
  private static String git(Path home, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return process.exitValue() == 0 ? output : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}

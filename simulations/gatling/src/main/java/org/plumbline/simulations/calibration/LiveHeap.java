package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.simulations.load.LoadFailure;

/**
 * The bytes of all live objects of another JVM: its class histogram after a full collection. More
 * exact than the used heap, which counts whole regions.
 *
 * <p>The collection is asked for by itself, since the one that a histogram runs may leave dead
 * objects where they lie: the parallel collector moves nothing in the densest part of the heap,
 * covers the dead with {@code jdk.internal.vm.Filler*} objects and counts these as live. At 16,000
 * connections they were a seventh of the slope. Whatever of them is left is taken off.
 */
public final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+(\\d+)\\s+(\\d+)\\s*$");

  /** A row of the histogram that stands for dead objects: number, instances, bytes, class. */
  private static final Pattern FILLER =
      Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\[?L?jdk\\.internal\\.vm\\.Filler");

  private static final long SECONDS_MAX = 30;

  private LiveHeap() {}

  /**
   * Collects all garbage of a JVM and gives the bytes that are left.
   *
   * @throws LoadFailure when the process cannot be asked
   */
  public static long bytes(long pid) throws LoadFailure, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new LoadFailure(
          "the heap of a node cannot be measured: " + jcmd + " is missing; use a JDK, not a JRE",
          null);
    }
    try {
      // A file and not a pipe: a JVM that measures itself stands still while jcmd writes, and would
      // never empty the pipe.
      Path output = Files.createTempFile("plumbline-heap", ".txt");
      try {
        var _ = ask(jcmd, pid, "GC.run", output);
        return parse(ask(jcmd, pid, "GC.class_histogram", output));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new LoadFailure("the heap of a node cannot be measured: " + e.getMessage(), e);
    }
  }

  private static String ask(Path jcmd, long pid, String command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("jcmd did not answer within " + SECONDS_MAX + " s");
    }
    return Files.readString(output);
  }

  static long parse(String output) throws LoadFailure {
    Matcher total = TOTAL.matcher(output);
    if (!total.find()) {
      String start = output.substring(0, Math.min(200, output.length())).strip();
      throw new LoadFailure("the heap of a node cannot be measured; jcmd said: " + start, null);
    }
    long dead =
        FILLER.matcher(output).results().mapToLong(row -> Long.parseLong(row.group(1))).sum();
    return Long.parseLong(total.group(2)) - dead;
  }
}

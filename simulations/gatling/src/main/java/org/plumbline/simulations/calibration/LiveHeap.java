package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.simulations.load.LoadFailure;

/**
 * The bytes of all live objects of another JVM: its class histogram, which runs a full collection
 * first. More exact than the used heap, which counts whole regions.
 */
public final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+(\\d+)\\s+(\\d+)\\s*$");
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
        return parse(histogram(jcmd, pid, output));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new LoadFailure("the heap of a node cannot be measured: " + e.getMessage(), e);
    }
  }

  private static String histogram(Path jcmd, long pid, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
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
    return Long.parseLong(total.group(2));
  }
}

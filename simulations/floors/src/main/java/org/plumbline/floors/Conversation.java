package org.plumbline.floors;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a floor's program is talked to, a line each way.
 *
 * <pre>
 *           ready 40123             it works, and this is its address, if it has one
 * report    report cpu_nanos=.. ..  its counts since the start
 * measure 5 measured nanos=.. ..    what the counts grew by while it worked for 5 s
 * ...       refused ...             the line was not understood
 * (end)                             the program ends
 * </pre>
 */
final class Conversation {

  /** Processor time of the program, in nanoseconds. */
  static final String CPU = "cpu_nanos";

  /** Time on the wall, in nanoseconds. */
  static final String ELAPSED = "nanos";

  private static final int SECONDS_MAX = 600;
  private static final int WRONG_USE = 2;
  private static final int FAILED = 3;

  private final Floor floor;

  Conversation(Floor floor) {
    this.floor = floor;
  }

  /**
   * A program's life; it says on standard error why it did not start.
   *
   * @param known the names of its arguments
   * @return the exit code: 0, 2 for wrong arguments, 3 when it could not work
   */
  static int hold(
      String program, String[] words, Set<String> known, Function<Arguments, Floor> start) {
    PrintStream out = System.out;
    // A library that prints must not end up among the answers.
    System.setOut(System.err);
    try (Floor floor = start.apply(Arguments.parse(words, known))) {
      new Conversation(floor).answer(new InputStreamReader(System.in, StandardCharsets.UTF_8), out);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(program + ": " + e.getMessage());
      return WRONG_USE;
    } catch (IOException | RuntimeException | LinkageError e) {
      System.err.println(program + ": " + e);
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** Answers each line until there are no more. */
  void answer(Reader in, PrintStream out) throws IOException, InterruptedException {
    out.println(("ready " + floor.address()).strip());
    out.flush();
    BufferedReader lines = new BufferedReader(in);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.println(answer(line.strip()));
      out.flush();
    }
  }

  private String answer(String line) throws InterruptedException {
    if (line.equals("report")) {
      return "report " + text(counts());
    }
    if (line.matches("measure \\d{1,3}")) {
      int seconds = Integer.parseInt(line.substring("measure ".length()));
      if (seconds >= 1 && seconds <= SECONDS_MAX) {
        return "measured " + text(growth(Duration.ofSeconds(seconds)));
      }
    }
    return "refused " + line + " (expected: report, or measure 1 to " + SECONDS_MAX + ")";
  }

  private Map<String, Long> growth(Duration length) throws InterruptedException {
    Map<String, Long> before = counts();
    floor.work(length);
    Map<String, Long> after = counts();
    return after.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                count -> count.getValue() - before.getOrDefault(count.getKey(), 0L)));
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>(floor.counts());
    counts.put(ELAPSED, System.nanoTime());
    counts.put(
        CPU, ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    return counts;
  }

  private static String text(Map<String, Long> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(Collectors.joining(" "));
  }
}

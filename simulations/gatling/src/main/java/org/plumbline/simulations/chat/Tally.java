package org.plumbline.simulations.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the generator's process hands back, beside the histograms.
 *
 * @param failure why there was no load, or null
 * @param steadyStartMillis when the steady phase began, milliseconds since 1970
 * @param seen what became of the messages
 * @param gaps messages that devices know to exist and never got
 * @param resyncs how often a server told a device to sync
 * @param cpuNanos processor time of the generator in the steady phase
 * @param elapsedNanos length of that phase by its own clock
 * @param cores how many cores the generator saw
 */
record Tally(
    @Nullable String failure,
    long steadyStartMillis,
    Seen seen,
    long gaps,
    long resyncs,
    long cpuNanos,
    long elapsedNanos,
    int cores) {

  /**
   * Counts over messages of one phase.
   *
   * @param expected deliveries that the acknowledged messages need
   * @param delivered those of them that were seen
   * @param crossNode those of the expected ones whose device is on another node than the sender
   * @param receipted acknowledged messages whose sender learned that they were delivered
   */
  record Counts(
      long sent,
      long acknowledged,
      long refused,
      long expected,
      long delivered,
      long crossNode,
      long receipted) {

    long missing() {
      return expected - delivered;
    }
  }

  /**
   * What the ledger saw.
   *
   * @param steady the messages of the steady phase
   * @param all those of the warm-up as well
   * @param duplicates frames with a message that the device had, in all phases
   * @param outOfOrder messages after a later one of their thread, in all phases
   * @param unexpected deliveries to devices that were no recipients
   * @param receipts receipt frames since the steady phase began
   * @param lostSockets sockets that did not live to the end
   * @param failures error frames by code
   * @param witnesses some of the messages concerned
   */
  record Seen(
      Counts steady,
      Counts all,
      long duplicates,
      long outOfOrder,
      long unexpected,
      long receipts,
      long lostSockets,
      Map<String, Long> failures,
      List<String> witnesses) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  void write(Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  static Tally read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Tally.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not readable: " + e.getOriginalMessage(), e);
    }
  }
}

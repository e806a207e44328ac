package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to all sockets of a process since its start. Used by one thread. */
final class Counts {
  long attempts;
  long opened;
  long ended;
  long silent;
  long frames;
  long bytes;
  long messages;
  long receipts;
  long heartbeats;
  long heartbeatsSent;
  long acknowledgementsSent;
  final SortedMap<String, Long> refusals = new TreeMap<>();
  final SortedMap<String, Long> failures = new TreeMap<>();
  final SortedMap<String, Long> closes = new TreeMap<>();
  final SortedMap<String, Long> errors = new TreeMap<>();

  /** A cause is a name of few: the bound is for what nobody thought of. */
  private static final int CAUSES_MAX = 50;

  static void add(SortedMap<String, Long> counts, String cause) {
    String shortened = cause.length() <= 120 ? cause : cause.substring(0, 120);
    boolean known = counts.containsKey(shortened) || counts.size() < CAUSES_MAX;
    var _ = counts.merge(known ? shortened : "others", 1L, Long::sum);
  }

  void write(ObjectNode out) {
    out.put("attempts", attempts);
    out.put("opened", opened);
    out.put("ended", ended);
    out.put("silent", silent);
    out.put("frames", frames);
    out.put("bytes", bytes);
    out.put("messages", messages);
    out.put("receipts", receipts);
    out.put("heartbeats", heartbeats);
    out.put("heartbeats_sent", heartbeatsSent);
    out.put("acknowledgements_sent", acknowledgementsSent);
    write(out.putObject("refusals"), refusals);
    write(out.putObject("failures"), failures);
    write(out.putObject("closes"), closes);
    write(out.putObject("errors"), errors);
  }

  private static void write(ObjectNode out, SortedMap<String, Long> counts) {
    counts.forEach((cause, count) -> out.put(cause, count));
  }
}

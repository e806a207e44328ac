package org.plumbline.chaos.toxiproxy;

import java.util.regex.Pattern;

/** Reads the byte counters of a bed's proxy, as a drill would. */
record Counters(Bed bed) {
  long received(String direction) {
    return read("received", direction);
  }

  long sent(String direction) {
    return read("sent", direction);
  }

  private long read(String what, String direction) {
    var line =
        Pattern.compile(
            "toxiproxy_live_%s_bytes_total\\{direction=\"%s\",[^}]*proxy=\"bed\"[^}]*} (\\S+)"
                .formatted(what, direction));
    return line.matcher(bed.call("GET", "/metrics/live", "").body())
        .results()
        .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
        .sum();
  }
}

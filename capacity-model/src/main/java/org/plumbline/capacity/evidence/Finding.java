package org.plumbline.capacity.evidence;

import java.util.List;

/**
 * One invariant that a drill checked, or one pass line of a load.
 *
 * @param id snake_case name, for example {@code no_acknowledged_loss}
 * @param outcome what was seen
 * @param summary one sentence for a reader
 * @param witnesses the very messages, sockets or times that show it; may be empty
 */
public record Finding(String id, Outcome outcome, String summary, List<String> witnesses) {

  public Finding {
    Fields.name("id", id);
    Fields.present("outcome", outcome);
    Fields.text("summary", summary);
    Fields.present("witnesses", witnesses);
    witnesses = List.copyOf(witnesses);
  }

  /** A finding without witnesses. */
  public static Finding of(String id, Outcome outcome, String summary) {
    return new Finding(id, outcome, summary, List.of());
  }
}

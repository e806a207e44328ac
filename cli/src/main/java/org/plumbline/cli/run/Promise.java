package org.plumbline.cli.run;

import java.util.List;
import org.plumbline.capacity.evidence.Outcome;

/**
 * A promise of our own messenger and whether it held under one drill or load.
 *
 * @param source the id of the evidence, for example {@code drill.kill_chat_node}
 * @param id the finding, for example {@code no_acknowledged_loss}
 * @param witnesses the very messages, sockets or times that show it
 * @param file the evidence file, relative to the run folder
 */
public record Promise(
    String source,
    String id,
    Outcome outcome,
    String summary,
    List<String> witnesses,
    String file) {
  public Promise {
    witnesses = List.copyOf(witnesses);
  }
}

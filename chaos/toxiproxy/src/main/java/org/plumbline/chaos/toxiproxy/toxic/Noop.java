package org.plumbline.chaos.toxiproxy.toxic;

/** Passes everything on: the start of each link, and every toxic that its toxicity spared. */
public final class Noop implements Effect {
  @Override
  public void chunk(Chunk chunk, Flow flow) {
    flow.emit(chunk);
  }
}

package org.plumbline.simulations.chat;

/** Counts of one pass over the messages; of one thread. */
final class Counter {
  long sent;
  long acknowledged;
  long refused;
  long expected;
  long delivered;
  long crossNode;
  long receipted;

  Tally.Counts counts() {
    return new Tally.Counts(sent, acknowledged, refused, expected, delivered, crossNode, receipted);
  }
}

package org.plumbline.client;

/** Which part of a thread's history is asked for. */
public sealed interface HistoryRange {

  /** The newest messages. */
  record Newest() implements HistoryRange {}

  /** The messages before this seq, which is not part of the answer. */
  record Before(long seq) implements HistoryRange {}

  /** The messages after this seq, which is not part of the answer. */
  record After(long seq) implements HistoryRange {}
}

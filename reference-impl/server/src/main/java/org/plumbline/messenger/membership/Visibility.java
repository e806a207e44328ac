package org.plumbline.messenger.membership;

import java.util.List;

/**
 * The parts of a thread that a user may see, ascending and apart.
 *
 * @param spans from a seq, inclusive, until a seq, inclusive
 */
public record Visibility(List<Span> spans) {

  /** A stranger's. */
  public static final Visibility NOTHING = new Visibility(List.of());

  /** That of a direct thread's users. */
  public static final Visibility ALL = new Visibility(List.of(new Span(0, Long.MAX_VALUE)));

  public Visibility {
    spans = List.copyOf(spans);
  }

  /** A part of a thread. */
  public record Span(long from, long until) {}

  /** Whether the user may see the message with this seq. */
  public boolean includes(long seq) {
    return spans.stream().anyMatch(span -> span.from() <= seq && seq <= span.until());
  }

  public boolean isNothing() {
    return spans.isEmpty();
  }

  /** Whether the user may see all of it, what is still to come included. */
  public boolean isAll() {
    return spans.size() == 1
        && spans.getFirst().from() <= 0
        && spans.getFirst().until() == Long.MAX_VALUE;
  }
}

package org.plumbline.messenger.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.protocol.Message;

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

  /** The last place up to this one that another user may see too, or {@link Message#NONE}. */
  public long lastShared(Visibility other, long upTo) {
    long last = Message.NONE;
    for (Span mine : spans) {
      for (Span theirs : other.spans) {
        long until = Math.min(upTo, Math.min(mine.until(), theirs.until()));
        if (Math.max(mine.from(), theirs.from()) <= until) {
          last = Math.max(last, until);
        }
      }
    }
    return last;
  }

  /** What is left of it when nothing after this seq may be seen. */
  public Visibility until(long seq) {
    List<Span> cut = new ArrayList<>();
    for (Span span : spans) {
      if (span.from() <= seq) {
        cut.add(new Span(span.from(), Math.min(span.until(), seq)));
      }
    }
    return new Visibility(cut);
  }

  /**
   * The message as the user sees it: after the last message before it that he may see. Nothing when
   * he may not see it.
   */
  public Optional<Message> seen(Message message) {
    if (!includes(message.seq())) {
      return Optional.empty();
    }
    if (message.prev() < 0 || includes(message.prev())) {
      return Optional.of(message);
    }
    long last = Message.NONE;
    for (Span span : spans) {
      // A span ends with the entry that ended it, which its user was told of.
      if (span.until() < message.seq()) {
        last = Math.max(last, span.until());
      }
    }
    return Optional.of(message.after(last));
  }
}

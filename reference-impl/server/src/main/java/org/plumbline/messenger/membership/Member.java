package org.plumbline.messenger.membership;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.UserId;

/**
 * One who is or was a member of a group.
 *
 * @param role what he may do, or might when he was a member
 * @param spans from the change that added him until the one that ended it, both inclusive: he is
 *     told of both. Ascending; the last is open ({@link Long#MAX_VALUE}) while he is a member
 * @param version the seq of the last change that concerned him
 */
public record Member(UserId user, Role role, List<Span> spans, long version) {

  /**
   * Most spans kept of one user. When one comes and goes more often, the oldest is given up: he
   * then sees less, never more.
   */
  public static final int SPANS_MAX = 16;

  public Member {
    spans = List.copyOf(spans);
  }

  /** Whether he is a member after all changes that are known. */
  public boolean isCurrent() {
    return !spans.isEmpty() && spans.getLast().until() == Long.MAX_VALUE;
  }

  /** Whether he is told of the entry with this seq. */
  public boolean includes(long seq) {
    return spans.stream().anyMatch(span -> span.from() <= seq && seq <= span.until());
  }

  Member joined(Role as, long seq) {
    List<Span> more = new ArrayList<>(spans);
    more.add(new Span(seq, Long.MAX_VALUE));
    return new Member(
        user, as, more.subList(Math.max(0, more.size() - SPANS_MAX), more.size()), seq);
  }

  Member left(long seq) {
    List<Span> ended = new ArrayList<>(spans);
    ended.add(new Span(ended.removeLast().from(), seq));
    return new Member(user, role, ended, seq);
  }

  Member withRole(Role given, long seq) {
    return new Member(user, given, spans, seq);
  }

  /** The last entry he was told of before the one that added him with this seq; -1 for none. */
  long lastSeenBefore(long seq) {
    long last = -1;
    for (Span span : spans) {
      if (span.until() < seq) {
        last = Math.max(last, span.until());
      }
    }
    return last;
  }
}

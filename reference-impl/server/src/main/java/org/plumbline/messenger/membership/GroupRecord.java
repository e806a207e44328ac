package org.plumbline.messenger.membership;

import java.util.List;
import org.plumbline.protocol.ThreadId;

/**
 * A group as it stands after a change was judged: what the feed of memberships carries.
 *
 * @param revision the seq of the last change that was judged
 * @param version the seq of the last change that was applied; -1 before the first
 * @param createdAtMillis milliseconds since 1970
 * @param deletedAt the seq of the change that deleted it, or {@link Long#MAX_VALUE}
 * @param judged what became of the latest changes, ascending, at most {@link #JUDGED_MAX}
 * @param changed the members whom the change of this version concerned, as they stand after it
 */
public record GroupRecord(
    ThreadId thread,
    long revision,
    long version,
    String name,
    String description,
    long createdAtMillis,
    long deletedAt,
    List<Verdict> judged,
    List<Member> changed) {

  /**
   * How many verdicts are kept: more than changes of one group can be in hand and not yet safe, in
   * practice. What became of an older one can be told only by what it left behind.
   */
  public static final int JUDGED_MAX = 256;

  public GroupRecord {
    judged = List.copyOf(judged);
    changed = List.copyOf(changed);
  }

  public boolean isDeleted() {
    return deletedAt != Long.MAX_VALUE;
  }
}

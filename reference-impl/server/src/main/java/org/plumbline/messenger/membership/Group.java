package org.plumbline.messenger.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * What is known of one group: who is and was a member, from where to where in its order. Changes
 * come from two sides, the worker that judges them and the feed; each record carries the seq of its
 * change, so one that is already known changes nothing, whoever is first. Safe to share.
 */
public final class Group {

  /**
   * A change that was judged.
   *
   * @param effective what of it took effect, to be shown; null when it is void
   * @param published what the feed has to be told before anyone else is; null when it knows it
   */
  public record Judgement(
      Verdict verdict, @Nullable MembershipChange effective, @Nullable GroupRecord published) {}

  private final ThreadId thread;
  private final Map<UserId, Member> members = new HashMap<>();
  private GroupRecord head;
  private @Nullable List<UserId> current;
  private long followed = -1;
  private boolean judgedHere;

  Group(ThreadId thread) {
    this.thread = thread;
    this.head = new GroupRecord(thread, -1, -1, "", "", 0, Long.MAX_VALUE, List.of(), List.of());
  }

  /** Judges a change at its place in the order; again with the same result when it was judged. */
  synchronized Judgement judge(
      long seq, UserId actor, MembershipChange change, long atMillis, int membersMax) {
    if (seq <= head.revision()) {
      return again(seq, change);
    }
    GroupRules.Decision decision =
        GroupRules.decide(head, members, seq, actor, change, atMillis, membersMax);
    Verdict verdict = Verdict.of(seq, decision.outcome());
    GroupRecord after = decision.after() == null ? head : decision.after();
    judgedHere = true;
    take(judged(after, seq, verdict));
    return new Judgement(verdict, decision.effective(), head);
  }

  synchronized Outcome foreseen(UserId actor, MembershipChange change, int membersMax) {
    return GroupRules.decide(head, members, Long.MAX_VALUE, actor, change, 0, membersMax).outcome();
  }

  /** A change that was asked for again: whatever its first place made of it, this one is void. */
  synchronized @Nullable GroupRecord repeated(long seq, long first) {
    if (seq < head.revision()) {
      return null;
    }
    if (seq > head.revision()) {
      judgedHere = true;
      take(judged(head, seq, new Verdict(seq, Outcome.REPEATED, first)));
    }
    return record();
  }

  private static GroupRecord judged(GroupRecord after, long seq, Verdict verdict) {
    List<Verdict> judged = new ArrayList<>(after.judged());
    judged.add(verdict);
    return new GroupRecord(
        after.thread(),
        seq,
        verdict.isApplied() ? seq : after.version(),
        after.name(),
        after.description(),
        after.createdAtMillis(),
        after.deletedAt(),
        judged.subList(Math.max(0, judged.size() - GroupRecord.JUDGED_MAX), judged.size()),
        verdict.isApplied() ? after.changed() : List.of());
  }

  private Judgement again(long seq, MembershipChange change) {
    Verdict verdict = verdictOf(seq).orElseGet(() -> Verdict.of(seq, guessed(seq)));
    MembershipChange effective =
        verdict.isApplied() ? GroupRules.effectiveAgain(change, user -> touched(user, seq)) : null;
    return new Judgement(verdict, effective, seq == head.revision() ? record() : null);
  }

  /** Too old for the list of verdicts: it was applied if it began or ended someone's time. */
  private Outcome guessed(long seq) {
    boolean applied =
        seq == head.version()
            || seq == head.deletedAt()
            || members.keySet().stream().anyMatch(user -> touched(user, seq));
    return applied ? Outcome.APPLIED : Outcome.NOTHING_TO_CHANGE;
  }

  private boolean touched(UserId user, long seq) {
    Member member = members.get(user);
    return member != null
        && (member.version() == seq
            || member.spans().stream().anyMatch(span -> span.from() == seq || span.until() == seq));
  }

  synchronized Optional<Verdict> verdictOf(long seq) {
    return head.judged().stream().filter(verdict -> verdict.seq() == seq).findFirst();
  }

  /**
   * From the feed.
   *
   * @return whether an older record stands in the feed behind a newer one, and this node is the one
   *     to mend that
   */
  synchronized boolean follow(GroupRecord record) {
    boolean stale = record.revision() < followed;
    followed = Math.max(followed, record.revision());
    if (record.revision() > head.revision()) {
      judgedHere = false;
      take(record);
    } else {
      record.changed().forEach(this::follow);
    }
    return stale && judgedHere;
  }

  /** From the feed; the result is as that of {@link #follow(GroupRecord)}. */
  synchronized boolean follow(Member member) {
    Member known = members.get(member.user());
    if (known != null && known.version() > member.version()) {
      return judgedHere && member.version() < followed && known.version() <= followed;
    }
    put(member);
    return false;
  }

  private void take(GroupRecord record) {
    head = record;
    current = null;
    for (Member member : record.changed()) {
      Member known = members.get(member.user());
      if (known == null || known.version() < member.version()) {
        put(member);
      }
    }
  }

  private void put(Member member) {
    members.put(member.user(), member);
    current = null;
  }

  /** The group with the members of its last change, for the feed. */
  synchronized GroupRecord record() {
    return new GroupRecord(
        head.thread(),
        head.revision(),
        head.version(),
        head.name(),
        head.description(),
        head.createdAtMillis(),
        head.deletedAt(),
        head.judged(),
        members.values().stream().filter(m -> m.version() == head.version()).toList());
  }

  /** All members, of whom none was ever forgotten, for mending the feed. */
  synchronized GroupRecord whole() {
    GroupRecord record = record();
    return new GroupRecord(
        thread,
        record.revision(),
        record.version(),
        record.name(),
        record.description(),
        record.createdAtMillis(),
        record.deletedAt(),
        record.judged(),
        List.copyOf(members.values()));
  }

  /** Whether the feed has shown the change with this seq, or a later one. */
  synchronized boolean hasFollowed(long seq) {
    return followed >= seq;
  }

  /** Who is told of the entry with this seq: the members at that very point. */
  public synchronized List<UserId> recipientsAt(long seq) {
    if (seq > head.deletedAt()) {
      return List.of();
    }
    return seq > head.version()
        ? current()
        : members.values().stream().filter(m -> m.includes(seq)).map(Member::user).toList();
  }

  /** Whether the user could send something to this place in the order. */
  public synchronized boolean isMemberAt(UserId user, long seq) {
    Member member = members.get(user);
    return member != null && member.includes(seq) && seq <= head.deletedAt();
  }

  /**
   * The seq of the last entry that the user was told of before the one that added him.
   *
   * @return -1 when he was never a member before
   */
  public synchronized long lastSeenBefore(UserId user, long seq) {
    Member member = members.get(user);
    return member == null ? -1 : member.lastSeenBefore(seq);
  }

  /** The members now; nobody when it was deleted. */
  public synchronized List<UserId> current() {
    List<UserId> known = current;
    if (known == null) {
      known =
          head.isDeleted()
              ? List.of()
              : members.values().stream().filter(Member::isCurrent).map(Member::user).toList();
      current = known;
    }
    return known;
  }

  /** The member, if he is one now. */
  public synchronized Optional<Member> member(UserId user) {
    return Optional.ofNullable(members.get(user))
        .filter(member -> member.isCurrent() && !head.isDeleted());
  }

  synchronized Visibility visibility(UserId user) {
    Member member = members.get(user);
    return member == null
        ? Visibility.NOTHING
        : new Visibility(member.spans()).until(head.deletedAt());
  }

  /** Name, description and versions, without members. */
  public synchronized GroupRecord head() {
    return head;
  }
}

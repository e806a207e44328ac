package org.plumbline.messenger.membership;

import io.micronaut.context.annotation.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * All groups, as far as this node knows: it follows the feed of memberships, and its worker runs
 * ahead of the feed for the groups whose log it reads. It stands before the node takes its first
 * request.
 */
@Context
public final class Groups implements MembershipLog.Follower {

  private final GroupConfig config;
  private final MembershipLog feed;
  private final ConcurrentMap<ThreadId, Group> groups = new ConcurrentHashMap<>();
  private final ConcurrentMap<ThreadId, Map<Long, CompletableFuture<Optional<Verdict>>>> waiting =
      new ConcurrentHashMap<>();

  /** Reads the feed to its end before it returns. */
  public Groups(GroupConfig config, MembershipLog feed) {
    this.config = config;
    this.feed = feed;
    feed.follow(this);
  }

  /** The group, if one of this id was ever made. */
  public Optional<Group> find(ThreadId thread) {
    return Optional.ofNullable(groups.get(thread));
  }

  /** The group with the members of its last change, as it is listed. */
  public Optional<GroupRecord> record(ThreadId thread) {
    return find(thread).map(Group::record);
  }

  /** What would become of the change if it were judged now: nothing is changed by asking. */
  public Verdict.Outcome foreseen(ThreadId thread, UserId actor, MembershipChange change) {
    Group group = groups.get(thread);
    return (group == null ? new Group(thread) : group).foreseen(actor, change, config.membersMax());
  }

  /** Completes when all that was confirmed before this call is known here. */
  public CompletableFuture<@Nullable Void> caughtUp() {
    return feed.caughtUp();
  }

  /**
   * For the worker: judges the change at its place in the order.
   *
   * @param atMillis when it was accepted, in milliseconds since 1970
   */
  public Group.Judgement judge(
      ThreadId thread, long seq, UserId actor, MembershipChange change, long atMillis) {
    Group group =
        change.change() == Change.CREATED
            ? groups.computeIfAbsent(thread, Group::new)
            : groups.get(thread);
    return group == null
        ? new Group.Judgement(Verdict.of(seq, Verdict.Outcome.NO_GROUP), null, null)
        : group.judge(seq, actor, change, atMillis, config.membersMax());
  }

  /**
   * For the worker: the change stands in the order already.
   *
   * @return what the feed has to be told, if it does not know it
   */
  public Optional<GroupRecord> repeated(ThreadId thread, long seq, long first) {
    return find(thread).map(group -> group.repeated(seq, first));
  }

  /**
   * What became of the change at this place, once the feed has shown it.
   *
   * @return completes with nothing when so many others followed that it is no longer known
   */
  public CompletableFuture<Optional<Verdict>> verdict(ThreadId thread, long seq) {
    CompletableFuture<Optional<Verdict>> verdict = new CompletableFuture<>();
    var _ =
        verdict.whenComplete(
            (_, _) ->
                waiting.computeIfPresent(
                    thread,
                    (_, bySeq) -> {
                      bySeq.remove(seq, verdict);
                      return bySeq.isEmpty() ? null : bySeq;
                    }));
    waiting.compute(
        thread,
        (_, bySeq) -> {
          Map<Long, CompletableFuture<Optional<Verdict>>> waiters =
              bySeq == null ? new ConcurrentHashMap<>() : bySeq;
          waiters.put(seq, verdict);
          return waiters;
        });
    find(thread).ifPresent(this::answerWaiting);
    return verdict;
  }

  private void answerWaiting(Group group) {
    ThreadId thread = group.head().thread();
    Map<Long, CompletableFuture<Optional<Verdict>>> bySeq = waiting.get(thread);
    if (bySeq != null) {
      Map.copyOf(bySeq)
          .forEach(
              (seq, verdict) -> {
                if (group.hasFollowed(seq)) {
                  verdict.complete(group.verdictOf(seq));
                }
              });
    }
  }

  @Override
  public void group(GroupRecord record) {
    Group group = groups.computeIfAbsent(record.thread(), Group::new);
    if (group.follow(record)) {
      mend(group);
    }
    answerWaiting(group);
  }

  @Override
  public void member(ThreadId thread, Member member) {
    Group group = groups.computeIfAbsent(thread, Group::new);
    if (group.follow(member)) {
      mend(group);
    }
  }

  /**
   * A worker that had lost its share without knowing it wrote behind the one that took over. Every
   * reader passes over the older record, but compaction would keep it.
   */
  private void mend(Group group) {
    var _ = feed.publish(group.whole());
  }
}

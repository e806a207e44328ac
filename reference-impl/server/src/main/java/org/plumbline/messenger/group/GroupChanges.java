package org.plumbline.messenger.group;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.messenger.membership.Verdict;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a change into a group's order and waits, bounded, for what became of it there. What is
 * known to be void now is refused at once; what stands in the log is judged by the worker alone.
 * Blocks, for virtual threads.
 */
@Singleton
final class GroupChanges {

  private static final Logger LOG = LoggerFactory.getLogger(GroupChanges.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  /** No device sent it: all of the caller's are to be told. */
  private static final DeviceId NO_DEVICE = new DeviceId("http-request");

  private final GroupConfig config;
  private final Groups groups;
  private final GroupIndex index;
  private final MessageLog log;
  private final MessageHistory history;
  private final MessageIds ids;
  private final InstantSource clock;

  GroupChanges(
      GroupConfig config,
      Groups groups,
      GroupIndex index,
      MessageLog log,
      MessageHistory history,
      MessageIds ids,
      InstantSource clock) {
    this.config = config;
    this.groups = groups;
    this.index = index;
    this.log = log;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks for the change.
   *
   * @param tempId the caller's name for it: asked for again under the same name, it is not done
   *     again, and the answer is the first's. Null for a change that is never repeated
   * @return the seq at which it was applied
   * @throws RequestRefused when it is void, or when it is not known what became of it
   */
  long ask(UserId caller, ThreadId group, MembershipChange change, @Nullable TempId tempId) {
    Outcome foreseen = foreseen(caller, group, change);
    if (foreseen != Outcome.APPLIED) {
      // Perhaps it is as asked for because the same change was asked for before.
      Optional<Long> first = first(caller, group, tempId);
      if (first.isPresent()) {
        return first.get();
      }
      if (tempId == null || !hasBeenIn(caller, group)) {
        throw refusal(foreseen, group);
      }
      // A change is in force before the history has it: the worker alone can tell in between.
    }
    long seq =
        within(
            log.append(
                new Submission(
                    group,
                    ids.next(),
                    caller,
                    NO_DEVICE,
                    tempId == null ? new TempId("group-" + ids.next()) : tempId,
                    // Above 1 the worker looks for an earlier one, however long ago it was.
                    tempId == null ? 1 : 2,
                    change,
                    clock.millis())));
    Verdict verdict = within(groups.verdict(group, seq)).orElseThrow(() -> notKnown(group, null));
    if (!verdict.isApplied() && verdict.outcome() != Outcome.REPEATED) {
      throw refusal(verdict.outcome(), group);
    }
    list(group);
    awaitRepeatable(caller, group, tempId);
    return verdict.first();
  }

  private Outcome foreseen(UserId caller, ThreadId group, MembershipChange change) {
    Outcome foreseen = groups.foreseen(group, caller, change);
    if (foreseen == Outcome.APPLIED) {
      return foreseen;
    }
    // Another node may have been told of a change that makes it possible.
    within(groups.caughtUp());
    return groups.foreseen(group, caller, change);
  }

  private boolean hasBeenIn(UserId caller, ThreadId group) {
    return groups.find(group).flatMap(known -> known.member(caller)).isPresent();
  }

  private Optional<Long> first(UserId caller, ThreadId group, @Nullable TempId tempId) {
    if (tempId == null) {
      return Optional.empty();
    }
    try {
      return stored(caller, group, tempId);
    } catch (HistoryUnavailable e) {
      throw RequestRefused.unavailable("history cannot be reached now", RETRY_AFTER, e);
    }
  }

  /**
   * The feed knows a change before the history has it, and a repeat is recognised by the history:
   * one that follows at once would hear that there is nothing to do. Without the history, or when
   * it takes its time, the change is done all the same.
   */
  private void awaitRepeatable(UserId caller, ThreadId group, @Nullable TempId tempId) {
    if (tempId == null) {
      return;
    }
    long left = config.changeWithin().toNanos();
    try {
      for (long pause = FIRST_PAUSE.toNanos();
          left > 0 && stored(caller, group, tempId).isEmpty();
          pause *= 2) {
        LockSupport.parkNanos(Math.min(pause, left));
        left -= pause;
      }
    } catch (HistoryUnavailable e) {
      LOG.debug("{}: a repeat of {} may not be recognised yet", group, tempId, e);
    }
  }

  private Optional<Long> stored(UserId caller, ThreadId group, TempId tempId) {
    return history.firstOf(group, caller, tempId).map(Message::seq);
  }

  /** The worker writes the index as well, and until it succeeds; here it is for the next list. */
  private void list(ThreadId group) {
    try {
      groups.record(group).ifPresent(index::write);
    } catch (GroupIndexUnavailable e) {
      LOG.debug("{} is listed later: {}", group, e.getMessage());
    }
  }

  private <T extends @Nullable Object> T within(CompletableFuture<T> answer) {
    try {
      return answer.get(config.changeWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw notKnown(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notKnown(null, e);
    }
  }

  private static RequestRefused notKnown(@Nullable ThreadId group, @Nullable Throwable cause) {
    return RequestRefused.unavailable(
        (group == null ? "" : group + ": ")
            + "not known in time whether it was done; repeat it under the same temp_id",
        RETRY_AFTER,
        cause);
  }

  private RequestRefused refusal(Outcome outcome, ThreadId group) {
    String detail = "group_id: " + group.groupId();
    return switch (outcome) {
      case APPLIED, REPEATED -> throw new IllegalStateException(outcome + " is no refusal");
      // A stranger does not hear whether there is such a group.
      case NO_GROUP, NOT_A_MEMBER ->
          RequestRefused.of(
              HttpStatus.FORBIDDEN, "NOT_A_MEMBER", detail + " (expected: one of yours)");
      case NOT_ALLOWED ->
          RequestRefused.of(
              HttpStatus.FORBIDDEN, "NOT_ALLOWED", detail + " (expected: a higher role in it)");
      case OWNER_STAYS ->
          RequestRefused.of(
              HttpStatus.CONFLICT,
              "OWNER_STAYS",
              detail + " (expected: another owner before this one leaves)");
      case NOTHING_TO_CHANGE ->
          RequestRefused.of(HttpStatus.CONFLICT, "NOTHING_TO_CHANGE", detail + " (is so already)");
      case TOO_MANY ->
          RequestRefused.of(
              HttpStatus.CONFLICT,
              "TOO_MANY_MEMBERS",
              detail + " (expected: at most " + config.membersMax() + " members)");
      case EXISTS ->
          RequestRefused.of(HttpStatus.CONFLICT, "GROUP_EXISTS", detail + " (exists already)");
    };
  }
}

package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.membership.Group;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an entry of a group's thread means at its very place: a change is judged, a message goes to
 * whoever is a member there, and one whose sender is none goes nowhere. Used by the worker's thread
 * alone.
 *
 * <p>After a change of its share the worker reads the feed of memberships to its end before it
 * takes the first entry of a group: whatever was safe before is known then, and what it reads again
 * has the same result as before.
 */
@Singleton
public final class GroupOrder {

  private static final Logger LOG = LoggerFactory.getLogger(GroupOrder.class);

  private final DeliveryConfig config;
  private final GroupConfig limits;
  private final Groups groups;
  private final GroupLane lane;
  private @Nullable CompletableFuture<@Nullable Void> caughtUp;

  public GroupOrder(DeliveryConfig config, GroupConfig limits, Groups groups, GroupLane lane) {
    this.config = config;
    this.limits = limits;
    this.groups = groups;
    this.lane = lane;
  }

  /** Others judged changes meanwhile. */
  void forget() {
    caughtUp = groups.caughtUp();
  }

  /** What one batch of entries gives. Entries of one thread stay in their order. */
  static final class Batch {
    private final List<Message> messages = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<ThreadOrder.Answer> answers = new ArrayList<>();
    private final List<GroupLane.Job> jobs = new ArrayList<>();
    private final Map<ThreadId, GroupLane.Job> lastJobs = new HashMap<>();

    void add(Message message, Parcel parcel) {
      messages.add(message);
      parcels.add(parcel);
    }

    void answer(ThreadOrder.Answer answer) {
      answers.add(answer);
    }

    List<ThreadOrder.Answer> answers() {
      return answers;
    }

    List<Message> messages() {
      return messages;
    }

    List<Parcel> parcels() {
      return parcels;
    }

    List<GroupLane.Job> jobs() {
      return jobs;
    }

    private void publish(GroupRecord record) {
      begin(record.thread(), record);
    }

    private GroupLane.Job job(ThreadId thread) {
      GroupLane.Job last = lastJobs.get(thread);
      return last != null ? last : begin(thread, null);
    }

    private GroupLane.Job begin(ThreadId thread, @Nullable GroupRecord record) {
      GroupLane.Job job = new GroupLane.Job(thread, record, new ArrayList<>(), new ArrayList<>());
      jobs.add(job);
      lastJobs.put(thread, job);
      return job;
    }
  }

  /**
   * Takes an entry that is no repeat.
   *
   * @param place gives the entry its place behind the thread's last message; called only if it
   *     takes one
   * @return false when nobody is told of it: a change that is void, a message of no member
   */
  boolean order(LogEntry entry, Supplier<ServerFrame.Receive> place, Batch batch) {
    awaitFeed();
    Submission submission = entry.submission();
    if (submission.content() instanceof MembershipChange change) {
      return change(entry, change, place, batch);
    }
    Group group = groups.find(submission.thread()).orElse(null);
    if (group == null || !group.isMemberAt(submission.sender(), entry.seq())) {
      batch.answer(ThreadOrder.Answer.refusal(refusal(submission)));
      return false;
    }
    List<UserId> recipients = group.recipientsAt(entry.seq());
    ServerFrame.Receive placed = place.get();
    Message message = placed.message();
    Parcel parcel = parcel(placed, submission, recipients);
    boolean apart =
        recipients.size() > limits.largeAbove()
            || batch.lastJobs.containsKey(submission.thread())
            || lane.isBusy(submission.thread());
    if (apart) {
      batch.job(submission.thread()).add(message, List.of(parcel));
    } else {
      batch.add(message, parcel);
    }
    return true;
  }

  private boolean change(
      LogEntry entry, MembershipChange change, Supplier<ServerFrame.Receive> place, Batch batch) {
    Submission submission = entry.submission();
    Group.Judgement judgement =
        groups.judge(
            submission.thread(),
            entry.seq(),
            submission.sender(),
            change,
            submission.acceptedAtMillis());
    GroupRecord published = judgement.published();
    if (published != null) {
      batch.publish(published);
    }
    MembershipChange effective = judgement.effective();
    if (effective == null) {
      return false;
    }
    ServerFrame.Receive placed = place.get();
    Message message = placed.message().saying(effective);
    batch
        .job(submission.thread())
        .add(message, parcels(message, placed.run(), submission, effective));
    return true;
  }

  /** Who is new has not seen the message before: for him the change stands behind what he saw. */
  private List<Parcel> parcels(
      Message message,
      ServerFrame.@Nullable Run run,
      Submission submission,
      MembershipChange change) {
    Group group = groups.find(message.thread()).orElseThrow();
    Set<UserId> fresh =
        switch (change.change()) {
          case ADDED -> new HashSet<>(change.users());
          case CREATED, REMOVED, LEFT, RENAMED, ROLE, DELETED -> Set.of();
        };
    Map<Long, List<UserId>> byPrev = new HashMap<>();
    for (UserId user : group.recipientsAt(message.seq())) {
      long prev = fresh.contains(user) ? group.lastSeenBefore(user, message.seq()) : message.prev();
      byPrev.computeIfAbsent(prev, _ -> new ArrayList<>()).add(user);
    }
    List<Parcel> parcels = new ArrayList<>();
    byPrev.forEach(
        (prev, users) ->
            parcels.add(
                parcel(
                    prev == message.prev()
                        ? new ServerFrame.Receive(message, run)
                        : new ServerFrame.Receive(message.after(prev)),
                    submission,
                    users)));
    return parcels;
  }

  /** The same change stands earlier in the order: only who waits for it has to be told. */
  void repeated(LogEntry entry, long first, Batch batch) {
    if (entry.submission().content() instanceof MembershipChange) {
      awaitFeed();
      groups.repeated(entry.submission().thread(), entry.seq(), first).ifPresent(batch::publish);
    }
  }

  private void awaitFeed() {
    while (caughtUp != null) {
      try {
        caughtUp.get(limits.changeWithin().toMillis(), TimeUnit.MILLISECONDS);
        caughtUp = null;
      } catch (ExecutionException | TimeoutException e) {
        LOG.warn("the feed of memberships cannot be read to its end yet: {}", e.toString());
        pause();
        caughtUp = groups.caughtUp();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the feed was read", e);
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(config.retryAfter().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the feed was read", e);
    }
  }

  private static Parcel parcel(
      ServerFrame.Receive placed, Submission submission, List<UserId> recipients) {
    return new Parcel(
        FrameCodec.encode(placed),
        submission.acceptedAtMillis(),
        recipients,
        submission.sender(),
        submission.device(),
        Parcel.Audience.OTHERS,
        placed.message());
  }

  private static Parcel refusal(Submission submission) {
    return new Parcel(
        FrameCodec.encode(
            new ServerFrame.Failure(
                ErrorCode.NOT_A_MEMBER,
                submission.tempId(),
                "thread_id: " + submission.thread(),
                0)),
        0,
        List.of(submission.sender()),
        submission.sender(),
        submission.device(),
        Parcel.Audience.SENDING_DEVICE);
  }
}

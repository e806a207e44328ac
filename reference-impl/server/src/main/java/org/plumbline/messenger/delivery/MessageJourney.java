package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.delivery.ThreadOrder.Answer;
import org.plumbline.messenger.identity.IdsRefused;
import org.plumbline.messenger.identity.MessageIds;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.media.MediaLibrary;
import org.plumbline.messenger.push.Unheard;
import org.plumbline.messenger.session.Outcome;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;

/**
 * The life of one message, in three places. On the sender's node it is {@linkplain #accept
 * accepted} and appended to the log. On the node whose worker owns its thread it is {@linkplain
 * #take taken} from the log, handed to the nodes of its recipients and stored. On each recipient's
 * node it {@linkplain #arrive arrives} at their sockets.
 *
 * <pre>
 *  device -- accept --> log -- take --+--> link -- arrive --> devices that are here
 *                                     +--> history
 *                                     +--> second look --> link --> devices that came meanwhile
 * </pre>
 *
 * The second look closes the gap between the first one and storage: a device that registered in
 * between is found by it; one that registers later reads the message from the history when it
 * syncs. Only then is the entry done, and its offset may be committed.
 */
@Singleton
public final class MessageJourney implements MessageLog.Worker, NodeLink.Receiver {

  private static final int RETRY_MILLIS = 1_000;

  private final SessionConfig limits;
  private final InstantSource clock;
  private final Admission admission;
  private final Changes changes;
  private final MessageIds ids;
  private final MessageLog log;
  private final MediaLibrary media;
  private final Acknowledgement acknowledgement;
  private final Route route;
  private final ThreadOrder threads;
  private final Router router;
  private final Persistence persistence;
  private final GroupLane lane;
  private final Sessions sessions;
  private final KnownSeqs known;
  private final Unheard unheard;
  private final JourneyMeters meters;
  private final SendOrder order = new SendOrder();

  MessageJourney(
      SessionConfig limits,
      InstantSource clock,
      Admission admission,
      Changes changes,
      MessageIds ids,
      MessageLog log,
      MediaLibrary media,
      Acknowledgement acknowledgement,
      Route route,
      ThreadOrder threads,
      Router router,
      Persistence persistence,
      GroupLane lane,
      Sessions sessions,
      KnownSeqs known,
      Unheard unheard,
      JourneyMeters meters) {
    this.limits = limits;
    this.clock = clock;
    this.admission = admission;
    this.changes = changes;
    this.ids = ids;
    this.log = log;
    this.media = media;
    this.acknowledgement = acknowledgement;
    this.route = route;
    this.threads = threads;
    this.router = router;
    this.persistence = persistence;
    this.lane = lane;
    this.sessions = sessions;
    this.known = known;
    this.unheard = unheard;
    this.meters = meters;
  }

  /** On the sender's node. The sender is the session's user, whatever the frame says. */
  public void accept(Session session, ClientFrame.Send send) {
    ErrorCode refusal = admission.certainRefusal(session.user(), send.thread()).orElse(null);
    if (refusal != null) {
      refuse(session, send, refusal);
      return;
    }
    if (!session.tryBeginSubmission(limits.submissionsInFlightMax())) {
      meters.throttled();
      session.offer(Failures.throttled(send.tempId(), limits.submissionsInFlightMax()));
      return;
    }
    admission.admit(
        session.user(),
        send.thread(),
        refused -> {
          if (refused.isPresent()) {
            session.endSubmission();
            refuse(session, send, refused.get());
          } else {
            submit(session, send);
          }
        });
  }

  private void refuse(Session session, ClientFrame.Send send, ErrorCode refusal) {
    meters.refused();
    session.offer(
        new ServerFrame.Failure(
            refusal,
            send.tempId(),
            "thread_id: " + send.thread(),
            refusal == ErrorCode.UNAVAILABLE ? RETRY_MILLIS : 0));
  }

  private void submit(Session session, ClientFrame.Send send) {
    order.take(
        session,
        send.thread(),
        content(session, send),
        (content, failure) -> {
          if (content != null) {
            append(session, send, content);
          } else {
            session.endSubmission();
            meters.refused();
            session.offer(Failures.noContent(send.tempId(), failure));
          }
        });
  }

  /** What a device says of a media, or may change, is not believed; else content is as it is. */
  private CompletableFuture<Content> content(Session session, ClientFrame.Send send) {
    return send.content() instanceof Content.Media named
        ? media.refer(session.user(), named)
        : changes.checked(session.user(), send);
  }

  private void append(Session session, ClientFrame.Send send, Content content) {
    MessageId id;
    try {
      id = ids.next();
    } catch (IdsRefused e) {
      session.endSubmission();
      refuse(session, send, ErrorCode.UNAVAILABLE);
      return;
    }
    Submission submission =
        new Submission(
            send.thread(),
            id,
            session.user(),
            session.device(),
            send.tempId(),
            send.attempt(),
            content,
            clock.millis());
    long started = meters.now();
    CompletableFuture<Long> appended = log.append(submission);
    var _ =
        appended.whenComplete(
            (_, failure) -> {
              session.endSubmission();
              meters.appended(started, failure);
            });
    acknowledgement.answer(session, submission, appended);
    route.accepted(submission, appended);
  }

  /** On the node whose worker owns the thread, in the order of the log. */
  @Override
  public CompletableFuture<@Nullable Void> take(List<LogEntry> entries) {
    long started = meters.now();
    ThreadOrder.Ordered ordered = threads.order(entries);
    boolean answersWait = acknowledgement.awaitsStorage();
    Round round = router.firstLook(answersWait ? ordered.parcels() : ordered.parcelsAndAnswers());
    meters.routed(started, ordered.repeats());
    CompletableFuture<@Nullable Void> groups = lane.take(ordered.jobs());
    CompletableFuture<@Nullable Void> stored = persistence.store(ordered.messages());
    CompletableFuture<@Nullable Void> answered =
        stored
            .thenCombine(groups, (_, _) -> answersWait ? ordered.answers() : List.<Answer>of())
            .<@Nullable Void>thenCompose(this::answer);
    return stored.thenCompose(_ -> router.secondLook(round)).thenCombine(answered, (_, _) -> null);
  }

  /** Of what the history refused nothing is said: its sender asks again, and is told no more. */
  private CompletableFuture<@Nullable Void> answer(List<Answer> answers) {
    return router.answer(
        answers.stream()
            .filter(each -> each.sent() == null || !persistence.isLaidAside(each.sent()))
            .map(Answer::parcel)
            .toList());
  }

  /** On a recipient's node. */
  @Override
  public void arrive(List<NodeLink.Handover> batch) {
    for (NodeLink.Handover handover : batch) {
      CloseCode closeCode = handover.closeCode().orElse(null);
      if (closeCode == null) {
        offer(handover);
      } else {
        close(handover, closeCode);
      }
    }
  }

  private void close(NodeLink.Handover handover, CloseCode closeCode) {
    for (NodeLink.Target target : handover.targets()) {
      Session session = sessions.of(target.user(), target.device());
      if (session != null && session.epoch() <= target.epoch()) {
        session.close(closeCode, "ended by another node: " + closeCode);
      }
    }
  }

  /** There may be thousands of targets: nothing is made or counted for each that may be for all. */
  private void offer(NodeLink.Handover handover) {
    FrameCodec.Place place = known.passing(handover.frame()).orElse(null);
    Runnable written =
        handover.acceptedAtMillis() == 0
            ? () -> {}
            : () -> meters.delivered(handover.acceptedAtMillis());
    int queued = 0;
    int tooSlow = 0;
    int stale = 0;
    for (NodeLink.Target target : handover.targets()) {
      Session session = sessions.of(target.user(), target.device());
      if (session == null || session.epoch() != target.epoch()) {
        // It left: wherever it comes back, it syncs.
        stale++;
        missed(target, place);
      } else {
        if (place != null) {
          session.offered().add(place.thread(), place.seq());
        }
        Outcome outcome = session.offer(handover.frame(), written);
        if (outcome == Outcome.SLOW_CONSUMER) {
          tooSlow++;
        } else {
          queued++;
        }
        if (outcome == Outcome.CLOSED) {
          missed(target, place);
        }
      }
    }
    meters.offered(queued, tooSlow, stale);
  }

  /**
   * Its node answers that it took the message, so nobody else will find that the device missed it.
   */
  private void missed(NodeLink.Target target, FrameCodec.@Nullable Place place) {
    if (place != null) {
      unheard.missed(target.user(), target.device(), place.thread(), place.seq());
    }
  }

  @Override
  public void shareChanged() {
    threads.forget();
    persistence.shareChanged();
  }
}

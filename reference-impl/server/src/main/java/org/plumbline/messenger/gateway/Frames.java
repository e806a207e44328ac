package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.delivery.Receipts;
import org.plumbline.messenger.delivery.Typists;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.identity.TrustedTime;
import org.plumbline.messenger.limit.Allowance;
import org.plumbline.messenger.limit.RateLimits;
import org.plumbline.messenger.presence.PresenceWatch;
import org.plumbline.messenger.presence.VisiblePresence;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.sync.Synchronisation;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/**
 * Decodes what a device sent and calls who is meant, whichever transport brought it. Never blocks;
 * what there is to answer goes to the session. One for all sessions; a transport gives one
 * session's frames one after another.
 */
@Singleton
public final class Frames {

  private record Device(UserId user, DeviceId device) {}

  private final MessageJourney journey;
  private final Receipts receipts;
  private final Synchronisation synchronisation;
  private final PresenceWatch presence;
  private final Typists typists;
  private final Friendships friendships;
  private final FriendConfig friends;
  private final RateLimits limits;
  private final GatewayMeters meters;
  private final TrustedTime time;

  Frames(
      MessageJourney journey,
      Receipts receipts,
      Synchronisation synchronisation,
      PresenceWatch presence,
      Typists typists,
      Friendships friendships,
      FriendConfig friends,
      RateLimits limits,
      GatewayMeters meters,
      TrustedTime time) {
    this.journey = journey;
    this.receipts = receipts;
    this.synchronisation = synchronisation;
    this.presence = presence;
    this.typists = typists;
    this.friendships = friendships;
    this.friends = friends;
    this.limits = limits;
    this.meters = meters;
    this.time = time;
  }

  /** The device was heard of, by a frame or otherwise. */
  public void heardOf(Session session) {
    session.signOfLife(time.millis());
  }

  /**
   * Takes one frame; one that cannot be read is answered by an error that names the field. Nothing
   * is taken once the session's token has ended: the sweep that closes it comes up to a second
   * late.
   */
  public void take(Session session, byte[] bytes) {
    if (session.isClosed()) {
      return;
    }
    if (session.tokenExpirySeconds() <= TimeUnit.MILLISECONDS.toSeconds(time.millis())) {
      session.close(CloseCode.TOKEN_ENDED, "the token has ended");
      return;
    }
    ClientFrame frame;
    try {
      frame = FrameCodec.decodeClient(bytes);
    } catch (MalformedFrame e) {
      meters.malformed(bytes.length);
      malformed(session, String.valueOf(e.getMessage()));
      return;
    }
    meters.in(frame, bytes.length);
    if (isThrottled(session, frame)) {
      return;
    }
    switch (frame) {
      case ClientFrame.Send send -> journey.accept(session, send);
      case ClientFrame.Acknowledge acknowledged -> receipts.acknowledge(session, acknowledged);
      case ClientFrame.Sync sync -> synchronisation.answer(session, sync);
      case ClientFrame.SubscribePresence subscribe -> watch(session, subscribe);
      case ClientFrame.Typing typing -> typists.tell(session, typing);
      case ClientFrame.Heartbeat _ -> session.offer(new ServerFrame.Heartbeat());
    }
  }

  /** Whether a ping of the device is answered: those beyond its allowance are not. */
  boolean mayPing(Session session) {
    return limits.take(Allowance.HEARTBEAT, device(session)) == 0;
  }

  private void malformed(Session session, String detail) {
    if (limits.take(Allowance.MALFORMED, device(session)) > 0) {
      session.close(
          CloseCode.TOO_MANY_MALFORMED,
          "malformed frames: more than " + limits.describe(Allowance.MALFORMED));
    } else {
      session.offer(new ServerFrame.Failure(ErrorCode.MALFORMED, null, detail, 0));
    }
  }

  private boolean isThrottled(Session session, ClientFrame frame) {
    Allowance allowance =
        switch (frame) {
          case ClientFrame.Send _ -> Allowance.MESSAGE;
          case ClientFrame.Acknowledge _ -> Allowance.RECEIPT;
          case ClientFrame.Sync _ -> Allowance.SYNC;
          case ClientFrame.SubscribePresence _ -> Allowance.SUBSCRIPTION;
          case ClientFrame.Typing _ -> Allowance.TYPING;
          case ClientFrame.Heartbeat _ -> Allowance.HEARTBEAT;
        };
    long waitMillis = limits.take(allowance, device(session));
    if (waitMillis > 0) {
      session.offer(
          new ServerFrame.Failure(
              ErrorCode.THROTTLED,
              frame instanceof ClientFrame.Send send ? send.tempId() : null,
              allowance.label() + ": more than " + limits.describe(allowance),
              waitMillis));
    }
    return waitMillis > 0;
  }

  private static Device device(Session session) {
    return new Device(session.user(), session.device());
  }

  private void watch(Session session, ClientFrame.SubscribePresence subscribe) {
    PresenceWatch.Listener told =
        (user, state) ->
            session.offer(
                new ServerFrame.PresenceUpdate(user, state.online(), state.lastSeenMillis()));
    boolean taken =
        presence.watch(
            session,
            subscribe.users(),
            friends.required()
                ? new VisiblePresence(session.user(), friendships, told::onPresence)
                : told);
    if (!taken) {
      session.offer(
          new ServerFrame.Failure(
              ErrorCode.UNAVAILABLE, null, "users: this node watches too many", 5_000));
    }
  }
}

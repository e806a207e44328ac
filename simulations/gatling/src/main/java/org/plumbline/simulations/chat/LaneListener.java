package org.plumbline.simulations.chat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * Hears every frame of the devices of one lane and says what each answers.
 *
 * <p>Gatling's auto reply knows neither socket nor user. It does know the population, so each lane
 * is a population of its own with a listener of its own: a lane holds one device of a thread at
 * most, and each device has one thread, which the frame names. Gatling asks twice when there is an
 * answer (once whether, once what), on the same thread and with the same text: the second question
 * is recognised by the text's identity, since an equal text may be a duplicate of the messenger's.
 */
final class LaneListener {

  private record Answer(LaneListener listener, String question, String reply) {}

  private static final ThreadLocal<@Nullable Answer> PENDING = new ThreadLocal<>();

  private final int lane;
  private final Seating seating;
  private final Conductor conductor;
  private final Ledger ledger;
  private final Inbox[] inboxes;
  private final LongAdder resyncs = new LongAdder();

  LaneListener(int lane, Seating seating, Conductor conductor, Ledger ledger) {
    this.lane = lane;
    this.seating = seating;
    this.conductor = conductor;
    this.ledger = ledger;
    this.inboxes = new Inbox[seating.chats()];
    for (int chat = 0; chat < inboxes.length; chat++) {
      inboxes[chat] = new Inbox();
    }
  }

  /** What the device answers to this text, or null for nothing. */
  @SuppressWarnings("ReferenceEquality")
  @Nullable String reply(String text) {
    Answer waiting = PENDING.get();
    PENDING.remove();
    if (waiting != null && waiting.listener() == this && waiting.question() == text) {
      return waiting.reply();
    }
    String reply = hear(text);
    if (reply != null) {
      PENDING.set(new Answer(this, text, reply));
    }
    return reply;
  }

  long gaps() {
    long gaps = 0;
    for (Inbox inbox : inboxes) {
      gaps += inbox.gaps();
    }
    return gaps;
  }

  long resyncs() {
    return resyncs.sum();
  }

  private @Nullable String hear(String text) {
    long now = conductor.elapsedMicros();
    ServerFrame frame;
    try {
      frame = FrameCodec.decodeServer(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedFrame e) {
      ledger.failed("UNREADABLE");
      return null;
    }
    return switch (frame) {
      case ServerFrame.Welcome welcome -> {
        conductor.welcome(welcome.user().value(), welcome.device().value());
        yield null;
      }
      case ServerFrame.Sent sent -> sent(sent, now);
      case ServerFrame.Receive receive -> received(receive.message(), now, true);
      case ServerFrame.SyncPage page -> synced(page, now);
      case ServerFrame.Receipt receipt -> receipt(receipt, now);
      case ServerFrame.Failure failure -> failure(failure);
      case ServerFrame.Resync _ -> resync();
      case ServerFrame.Synced _,
          ServerFrame.Heartbeat _,
          ServerFrame.PresenceUpdate _,
          ServerFrame.Typing _,
          ServerFrame.Goodbye _ ->
          null;
    };
  }

  private @Nullable String sent(ServerFrame.Sent sent, long now) {
    ledger.acknowledged(DeviceScript.messageOf(sent.tempId()), sent.seq(), now);
    int chat = seating.chatOf(sent.thread());
    inboxes[chat].own(sent.seq());
    return acknowledgement(chat, sent.thread());
  }

  private @Nullable String received(Message message, long now, boolean live) {
    int chat = seating.chatOf(message.thread());
    if (chat >= 0 && message.content() instanceof Content.MembershipChange) {
      inboxes[chat].own(message.seq());
      return acknowledgement(chat, message.thread());
    }
    OptionalLong number = MessageText.message(message.text());
    OptionalLong intended = MessageText.intendedMicros(message.text());
    if (chat < 0 || intended.isEmpty() || !ledger.knows(number)) {
      ledger.failed("FOREIGN_MESSAGE");
      return null;
    }
    int ours = (int) number.orElseThrow();
    if (ledger.delivered(ours, lane, intended.getAsLong(), now)) {
      if (!inboxes[chat].receive(message.seq(), message.prev()) && live) {
        ledger.outOfOrder(ours, lane);
      }
    } else if (live) {
      // A page of a sync may hold what the device has: only the live path owes each message once.
      ledger.duplicate(ours, lane);
    }
    return acknowledgement(chat, message.thread());
  }

  private @Nullable String synced(ServerFrame.SyncPage page, long now) {
    String reply = null;
    for (Message message : page.messages()) {
      reply = received(message, now, false);
    }
    if (!page.more() || page.messages().isEmpty()) {
      return reply;
    }
    long last = page.messages().getLast().seq();
    return text(new ClientFrame.Sync(Map.of(page.thread(), last), true));
  }

  private @Nullable String receipt(ServerFrame.Receipt receipt, long now) {
    int chat = seating.chatOf(receipt.thread());
    if (chat < 0 || receipt.status() != Status.DELIVERED || lane % Seat.DEVICES_MAX != 0) {
      return null;
    }
    Seat own = seating.seat(chat, lane);
    int member = seating.memberOf(chat, receipt.user().value());
    if (member >= 0 && member != own.member()) {
      ledger.receipt(seating.sender(own), member, receipt.upTo(), now);
    }
    return null;
  }

  private @Nullable String failure(ServerFrame.Failure failure) {
    TempId tempId = failure.tempId();
    if (tempId == null) {
      ledger.failed(failure.code().name());
    } else {
      ledger.refused(DeviceScript.messageOf(tempId), failure.code().name());
    }
    return null;
  }

  /** Answered with a sync from the start: which device was told is not known here. */
  private @Nullable String resync() {
    resyncs.increment();
    return text(new ClientFrame.Sync(Map.of(), false));
  }

  private @Nullable String acknowledgement(int chat, ThreadId thread) {
    OptionalLong upTo = inboxes[chat].acknowledgement();
    return upTo.isEmpty()
        ? null
        : text(new ClientFrame.Acknowledge(thread, upTo.getAsLong(), Status.DELIVERED));
  }

  private static String text(ClientFrame frame) {
    return new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
  }
}

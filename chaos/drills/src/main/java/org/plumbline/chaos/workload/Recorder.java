package org.plumbline.chaos.workload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.ClientListener;
import org.plumbline.client.Disconnect;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** Writes what one device goes through into the history. */
final class Recorder implements ClientListener {

  private static final long NEVER = -1;

  private final HistoryWriter history;
  private final int process;
  private final String user;
  private final String device;
  private final OutcomeTally tally;
  private final AtomicInteger connection = new AtomicInteger();
  private volatile String node = "";
  private volatile long epoch = HistoryEvent.NO_EPOCH;
  private volatile boolean everConnected;
  private final Map<ThreadId, Long> shown = new ConcurrentHashMap<>();
  private final Map<ThreadId, Long> known = new ConcurrentHashMap<>();

  Recorder(HistoryWriter history, int process, String user, String device, OutcomeTally tally) {
    this.history = history;
    this.process = process;
    this.user = user;
    this.device = device;
    this.tally = tally;
  }

  void invoked(ThreadId thread, TempId tempId, String text, long intendedNanos, long nanos) {
    MessageFacts facts =
        new MessageFacts(
            thread.value(), user, tempId.value(), "", HistoryEvent.NO_SEQ, Facts.hashOf(text));
    write(EventType.INVOKE, Operation.SEND, facts, 0, intendedNanos, "", nanos, null);
  }

  void sendEnded(EventType type, TempId tempId, ThreadId thread, String detail, long nanos) {
    MessageFacts facts =
        new MessageFacts(thread.value(), user, tempId.value(), "", HistoryEvent.NO_SEQ, "");
    note(type, Operation.SEND, facts, detail, nanos, null);
  }

  void read(Message message, long nanos) {
    seen(Operation.READ, message, "", nanos);
  }

  void finalRead(ThreadId thread, boolean complete, String detail, long nanos) {
    MessageFacts facts = MessageFacts.ofThread(thread.value());
    note(ended(complete), Operation.FINAL_READ, facts, detail, nanos, null);
  }

  void finalSync(boolean complete, String detail, long nanos) {
    note(ended(complete), Operation.FINAL_SYNC, null, detail, nanos, null);
  }

  @Override
  public void connected(ServerFrame.Welcome welcome, NodeAddress address, long nanos) {
    connection.incrementAndGet();
    node = welcome.node();
    epoch = welcome.epoch();
    everConnected = true;
    note(EventType.OK, Operation.CONNECT, null, "", nanos, null);
  }

  /** The node to which this device is connected now; empty without a session. */
  String node() {
    return node;
  }

  /** The newest seq of the thread that this device shows, or -1. */
  long newestShown(ThreadId thread) {
    return shown.getOrDefault(thread, Message.NONE);
  }

  /** The newest seq of the thread that it shows or that was acknowledged to it, or -1. */
  long newestKnown(ThreadId thread) {
    return known.getOrDefault(thread, Message.NONE);
  }

  /** The device has ended its session by itself. */
  void left(long nanos) {
    note(EventType.INFO, Operation.DISCONNECT, null, "left", nanos, null);
    node = "";
    epoch = HistoryEvent.NO_EPOCH;
  }

  /** Whether this device had a session at any time. */
  boolean wasConnected() {
    return everConnected;
  }

  @Override
  public void connectFailed(NodeAddress address, Disconnect cause, long startedNanos, long nanos) {
    EventType type = cause instanceof Disconnect.Refused ? EventType.FAIL : EventType.INFO;
    tally.connectFailed(cause, startedNanos, nanos);
    note(type, Operation.CONNECT, null, address.webSocket() + ": " + cause, nanos, null);
  }

  @Override
  public void disconnected(Disconnect cause, long nanos) {
    tally.disconnected(nanos);
    Particulars code = Facts.closeOf(cause);
    note(EventType.INFO, Operation.DISCONNECT, null, cause.toString(), nanos, code);
    node = "";
    epoch = HistoryEvent.NO_EPOCH;
  }

  @Override
  public void sending(ClientFrame.Send frame, long nanos) {
    tally.sending(frame, node);
    if (frame.attempt() > 1) {
      MessageFacts facts =
          new MessageFacts(
              frame.thread().value(),
              user,
              frame.tempId().value(),
              "",
              HistoryEvent.NO_SEQ,
              Facts.hashOf(frame.content().text()));
      write(EventType.INFO, Operation.RESEND, facts, frame.attempt(), NEVER, "", nanos, null);
    }
  }

  @Override
  public void sent(ServerFrame.Sent sent, int attempts, long nanos) {
    tally.acknowledged(sent, nanos);
    known.merge(sent.thread(), sent.seq(), Math::max);
    MessageFacts facts =
        new MessageFacts(
            sent.thread().value(),
            user,
            sent.tempId().value(),
            sent.id().toString(),
            sent.seq(),
            "");
    write(EventType.OK, Operation.SEND, facts, attempts, NEVER, "", nanos, null);
  }

  @Override
  public void refused(TempId tempId, ErrorCode code, String detail, long nanos) {
    ThreadId thread = tally.threadOf(tempId);
    if (thread != null) {
      tally.ended(tempId);
      sendEnded(EventType.FAIL, tempId, thread, code + ": " + detail, nanos);
    }
  }

  @Override
  public void gaveUp(TempId tempId, int attempts, long nanos) {
    ThreadId thread = tally.threadOf(tempId);
    if (thread != null) {
      sendEnded(EventType.INFO, tempId, thread, "given up after " + attempts, nanos);
    }
  }

  @Override
  public void shown(Message message, long nanos) {
    shown.merge(message.thread(), message.seq(), Math::max);
    known.merge(message.thread(), message.seq(), Math::max);
    seen(Operation.SHOW, message, "", nanos);
  }

  @Override
  public void gapAccepted(ThreadId thread, long after, long before, long nanos) {
    tally.gapAccepted();
    MessageFacts gap = MessageFacts.ofGap(thread.value(), after, before);
    note(EventType.INFO, Operation.GAP, gap, "", nanos, null);
  }

  @Override
  public void synced(long nanos) {
    note(EventType.OK, Operation.RESYNC, null, "", nanos, null);
  }

  @Override
  public void receipt(ServerFrame.Receipt receipt, long nanos) {
    MessageFacts place = MessageFacts.ofPlace(receipt.thread().value(), receipt.upTo());
    note(EventType.OK, Operation.RECEIPT, place, "", nanos, Facts.cursorOf(receipt));
  }

  @Override
  public void telling(ClientFrame.Acknowledge frame, long nanos) {
    MessageFacts place = MessageFacts.ofPlace(frame.thread().value(), frame.upTo());
    Particulars cursor = Particulars.cursor(user, frame.status() == Status.READ);
    note(EventType.INVOKE, Operation.CURSOR, place, "", nanos, cursor);
  }

  @Override
  public void presence(ServerFrame.PresenceUpdate update, long nanos) {
    Particulars seen = Particulars.presence(update.user().value(), update.online());
    note(EventType.OK, Operation.PRESENCE, null, "", nanos, seen);
  }

  @Override
  public void frame(ServerFrame frame, long nanos) {
    switch (frame) {
      case ServerFrame.Receive(var message, _) -> received(message, "", nanos);
      case ServerFrame.SyncPage page ->
          page.messages().forEach(message -> received(message, HistoryEvent.BY_SYNC, nanos));
      case ServerFrame.Welcome _,
          ServerFrame.Typing _,
          ServerFrame.Goodbye _,
          ServerFrame.Sent _,
          ServerFrame.Receipt _,
          ServerFrame.Synced _,
          ServerFrame.Resync _,
          ServerFrame.PresenceUpdate _,
          ServerFrame.Heartbeat _,
          ServerFrame.Failure _ -> {
        // What follows from them is recorded where it takes effect.
      }
    }
  }

  private void received(Message message, String how, long nanos) {
    tally.received(message);
    seen(Operation.RECEIVE, message, how, nanos);
  }

  private void seen(Operation operation, Message message, String detail, long nanos) {
    Particulars change = Facts.changeOf(message);
    note(EventType.OK, operation, Facts.of(message), detail, nanos, change);
  }

  private static EventType ended(boolean complete) {
    return complete ? EventType.OK : EventType.INFO;
  }

  /** Writes something down that this device, or its user over HTTP, did or saw. */
  void note(
      EventType type,
      Operation operation,
      @Nullable MessageFacts message,
      String detail,
      long nanos,
      @Nullable Particulars particulars) {
    write(type, operation, message, 0, NEVER, detail, nanos, particulars);
  }

  private void write(
      EventType type,
      Operation operation,
      @Nullable MessageFacts message,
      int attempt,
      long intendedNanos,
      String detail,
      long nanos,
      @Nullable Particulars particulars) {
    history.write(
        new HistoryEvent(
            -1,
            nanos,
            type,
            process,
            user,
            device,
            connection.get(),
            node,
            operation,
            message,
            attempt,
            intendedNanos,
            detail,
            epoch,
            particulars));
  }
}

package org.plumbline.chaos.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.client.ClientListener;
import org.plumbline.client.Disconnect;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
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
  private volatile boolean everConnected;

  Recorder(HistoryWriter history, int process, String user, String device, OutcomeTally tally) {
    this.history = history;
    this.process = process;
    this.user = user;
    this.device = device;
    this.tally = tally;
  }

  static String hashOf(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static MessageFacts factsOf(Message message) {
    return new MessageFacts(
        message.thread().value(),
        message.sender().value(),
        message.tempId().value(),
        message.id().toString(),
        message.seq(),
        hashOf(message.text()));
  }

  void invoked(ThreadId thread, TempId tempId, String text, long intendedNanos, long nanos) {
    MessageFacts facts =
        new MessageFacts(
            thread.value(), user, tempId.value(), "", HistoryEvent.NO_SEQ, hashOf(text));
    write(EventType.INVOKE, Operation.SEND, facts, 0, intendedNanos, "", nanos);
  }

  void sendEnded(EventType type, TempId tempId, ThreadId thread, String detail, long nanos) {
    MessageFacts facts =
        new MessageFacts(thread.value(), user, tempId.value(), "", HistoryEvent.NO_SEQ, "");
    write(type, Operation.SEND, facts, 0, NEVER, detail, nanos);
  }

  void read(Message message, long nanos) {
    write(EventType.OK, Operation.READ, factsOf(message), 0, NEVER, "", nanos);
  }

  void finalRead(ThreadId thread, boolean complete, String detail, long nanos) {
    MessageFacts facts = new MessageFacts(thread.value(), "", "", "", HistoryEvent.NO_SEQ, "");
    write(
        complete ? EventType.OK : EventType.INFO,
        Operation.FINAL_READ,
        facts,
        0,
        NEVER,
        detail,
        nanos);
  }

  void finalSync(boolean complete, String detail, long nanos) {
    write(
        complete ? EventType.OK : EventType.INFO,
        Operation.FINAL_SYNC,
        null,
        0,
        NEVER,
        detail,
        nanos);
  }

  @Override
  public void connected(ServerFrame.Welcome welcome, NodeAddress address, long nanos) {
    connection.incrementAndGet();
    node = welcome.node();
    everConnected = true;
    write(EventType.OK, Operation.CONNECT, null, 0, NEVER, "epoch " + welcome.epoch(), nanos);
  }

  /** The node to which this device is connected now; empty without a session. */
  String node() {
    return node;
  }

  /** Whether this device had a session at any time. */
  boolean wasConnected() {
    return everConnected;
  }

  @Override
  public void connectFailed(NodeAddress address, Disconnect cause, long startedNanos, long nanos) {
    EventType type = cause instanceof Disconnect.Refused ? EventType.FAIL : EventType.INFO;
    tally.connectFailed(cause, startedNanos, nanos);
    write(type, Operation.CONNECT, null, 0, NEVER, address.webSocket() + ": " + cause, nanos);
  }

  @Override
  public void disconnected(Disconnect cause, long nanos) {
    tally.disconnected(nanos);
    write(EventType.INFO, Operation.DISCONNECT, null, 0, NEVER, cause.toString(), nanos);
    node = "";
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
              hashOf(frame.content().text()));
      write(EventType.INFO, Operation.RESEND, facts, frame.attempt(), NEVER, "", nanos);
    }
  }

  @Override
  public void sent(ServerFrame.Sent sent, int attempts, long nanos) {
    tally.acknowledged(sent, nanos);
    MessageFacts facts =
        new MessageFacts(
            sent.thread().value(),
            user,
            sent.tempId().value(),
            sent.id().toString(),
            sent.seq(),
            "");
    write(EventType.OK, Operation.SEND, facts, attempts, NEVER, "", nanos);
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
    write(EventType.OK, Operation.SHOW, factsOf(message), 0, NEVER, "", nanos);
  }

  @Override
  public void gapAccepted(ThreadId thread, long after, long before, long nanos) {
    tally.gapAccepted();
    String gap = "gap of " + thread + " after " + after + " up to " + before + " accepted";
    write(EventType.INFO, Operation.FAULT, null, 0, NEVER, gap, nanos);
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
    write(EventType.OK, Operation.RECEIVE, factsOf(message), 0, NEVER, how, nanos);
  }

  private void write(
      EventType type,
      Operation operation,
      @Nullable MessageFacts message,
      int attempt,
      long intendedNanos,
      String detail,
      long nanos) {
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
            detail));
  }
}

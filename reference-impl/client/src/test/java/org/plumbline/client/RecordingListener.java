package org.plumbline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** Remembers what a device was told. */
final class RecordingListener implements ClientListener {

  final List<ServerFrame.Welcome> welcomes = new CopyOnWriteArrayList<>();
  final List<Disconnect> failures = new CopyOnWriteArrayList<>();
  final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
  final List<Disconnect> stops = new CopyOnWriteArrayList<>();
  final List<ServerFrame.Sent> sent = new CopyOnWriteArrayList<>();
  final List<Integer> sentAttempts = new CopyOnWriteArrayList<>();
  final List<String> refused = new CopyOnWriteArrayList<>();
  final List<TempId> gaveUp = new CopyOnWriteArrayList<>();
  final List<Message> shown = new CopyOnWriteArrayList<>();
  final List<Long> receipts = new CopyOnWriteArrayList<>();
  final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
  final List<String> unreadable = new CopyOnWriteArrayList<>();
  final List<Long> gapsAccepted = new CopyOnWriteArrayList<>();

  List<Long> shownSeqs() {
    return shown.stream().map(Message::seq).toList();
  }

  @Override
  public void connected(ServerFrame.Welcome welcome, NodeAddress node, long nanos) {
    welcomes.add(welcome);
  }

  @Override
  public void connectFailed(NodeAddress node, Disconnect cause, long startedNanos, long nanos) {
    failures.add(cause);
  }

  @Override
  public void disconnected(Disconnect cause, long nanos) {
    disconnects.add(cause);
  }

  @Override
  public void receipt(ServerFrame.Receipt receipt, long nanos) {
    receipts.add(receipt.upTo());
  }

  @Override
  public void stopped(Disconnect cause, long nanos) {
    stops.add(cause);
  }

  @Override
  public void sending(ClientFrame.Send frame, long nanos) {
    assertThat(frame.attempt()).isPositive();
  }

  @Override
  public void sent(ServerFrame.Sent acknowledged, int attempts, long nanos) {
    sentAttempts.add(attempts);
    sent.add(acknowledged);
  }

  @Override
  public void refused(TempId tempId, ErrorCode code, String detail, long nanos) {
    refused.add(tempId + " " + code);
  }

  @Override
  public void gaveUp(TempId tempId, int attempts, long nanos) {
    gaveUp.add(tempId);
  }

  @Override
  public void shown(Message message, long nanos) {
    shown.add(message);
  }

  @Override
  public void gapAccepted(ThreadId thread, long after, long before, long nanos) {
    gapsAccepted.add(before);
  }

  @Override
  public void frame(ServerFrame frame, long nanos) {
    frames.add(frame);
  }

  @Override
  public void unreadable(String detail, long nanos) {
    unreadable.add(detail);
  }

  /** Waits, bounded, until the condition holds. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("timed out waiting for: " + what).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }
}

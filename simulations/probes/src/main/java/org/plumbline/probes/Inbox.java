package org.plumbline.probes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.plumbline.client.ClientListener;
import org.plumbline.client.Disconnect;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** What a device heard, to be waited for. */
final class Inbox implements ClientListener {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LongSupplier nanos;
  private final List<Heard> heard = new ArrayList<>();

  Inbox(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A message was refused. */
  record Refused(TempId tempId, ErrorCode code) {}

  /** A message was acknowledged after it had been sent so often. */
  record Acknowledged(TempId tempId, int attempts) {}

  /** The device will not connect again by itself. */
  record Ended(Disconnect cause) {}

  private record Heard(Object event, long nanos) {}

  private synchronized void add(Object event, long at) {
    heard.add(new Heard(event, at));
    notifyAll();
  }

  @Override
  public void frame(ServerFrame frame, long at) {
    add(frame, at);
  }

  @Override
  public void shown(Message message, long at) {
    add(message, at);
  }

  @Override
  public void sent(ServerFrame.Sent sent, int attempts, long at) {
    add(new Acknowledged(sent.tempId(), attempts), at);
  }

  @Override
  public void refused(TempId tempId, ErrorCode code, String detail, long at) {
    add(new Refused(tempId, code), at);
  }

  @Override
  public void stopped(Disconnect cause, long at) {
    add(new Ended(cause), at);
  }

  /** Everything of this kind that was heard so far, in its order. */
  synchronized <T> List<T> all(Class<T> kind) {
    return heard.stream().map(Heard::event).filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * When the first event that equals this one came off the wire, in nanoseconds of the clock of all
   * inboxes.
   */
  synchronized long nanosOf(Object event) {
    return heard.stream()
        .filter(each -> each.event().equals(event))
        .mapToLong(Heard::nanos)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("never heard: " + event));
  }

  /** The messages that this device shows of the thread, in the order shown. */
  List<Message> shownOf(ThreadId thread) {
    return all(Message.class).stream().filter(each -> each.thread().equals(thread)).toList();
  }

  /** Waits, bounded, for the first event of this kind that fits, those heard already included. */
  synchronized <T> T await(Class<T> kind, String what, Predicate<T> fits)
      throws ProbeFailed, InterruptedException {
    long deadline = nanos.getAsLong() + PATIENCE.toNanos();
    while (true) {
      var found = all(kind).stream().filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = (deadline - nanos.getAsLong()) / 1_000_000;
      if (left <= 0) {
        throw new ProbeFailed(what + " did not come within " + PATIENCE.toSeconds() + " s");
      }
      wait(left);
    }
  }

  /** Waits for a message with these words. */
  Message awaitText(String words) throws ProbeFailed, InterruptedException {
    return await(
        Message.class, "the message '" + words + "'", message -> message.text().equals(words));
  }
}

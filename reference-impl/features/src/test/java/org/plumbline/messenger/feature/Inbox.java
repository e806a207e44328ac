package org.plumbline.messenger.feature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.plumbline.client.ClientListener;
import org.plumbline.client.Disconnect;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** What a device heard, to be waited for. */
final class Inbox implements ClientListener {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Object> heard = new ArrayList<>();

  private synchronized void add(Object event) {
    heard.add(event);
    notifyAll();
  }

  @Override
  public void frame(ServerFrame frame, long nanos) {
    add(frame);
  }

  @Override
  public void connected(ServerFrame.Welcome welcome, NodeAddress node, long nanos) {
    add(welcome);
  }

  @Override
  public void disconnected(Disconnect cause, long nanos) {
    add(cause);
  }

  @Override
  public void stopped(Disconnect cause, long nanos) {
    add(cause);
  }

  @Override
  public void shown(Message message, long nanos) {
    add(message);
  }

  /** Everything of this kind that was heard so far, in its order. */
  synchronized <T> List<T> all(Class<T> kind) {
    return kinds(kind).toList();
  }

  /** The messages that this device shows of the thread, in the order shown. */
  List<Message> shownOf(ThreadId thread) {
    return all(Message.class).stream().filter(each -> each.thread().equals(thread)).toList();
  }

  private <T> Stream<T> kinds(Class<T> kind) {
    return heard.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Waits, bounded, for the first event of this kind that fits, those heard already included. */
  synchronized <T> T await(Class<T> kind, Predicate<T> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var found = kinds(kind).filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "no fitting " + kind.getSimpleName() + " within " + PATIENCE + "; heard: " + heard);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /** Waits for a message with these words. */
  Message awaitText(String words) {
    return await(Message.class, message -> message.text().equals(words));
  }

  /** Waits for the acknowledgement of the message with this name. */
  ServerFrame.Sent awaitSent(TempId tempId) {
    return await(ServerFrame.Sent.class, sent -> sent.tempId().equals(tempId));
  }
}

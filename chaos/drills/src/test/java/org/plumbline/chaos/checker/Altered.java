package org.plumbline.chaos.checker;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Particulars;

/** An event as it was, but for one thing. */
final class Altered {

  private Altered() {}

  private static HistoryEvent copy(
      HistoryEvent event,
      long nanos,
      EventType type,
      String device,
      @Nullable MessageFacts message,
      long epoch,
      @Nullable Particulars particulars) {
    int slash = device.indexOf('/');
    return new HistoryEvent(
        event.index(),
        nanos,
        type,
        event.process(),
        device.substring(0, slash),
        device.substring(slash + 1),
        event.connection(),
        event.node(),
        event.operation(),
        message,
        event.attempt(),
        event.intendedNanos(),
        event.detail(),
        epoch,
        particulars);
  }

  static HistoryEvent at(HistoryEvent event, long nanos) {
    return copy(
        event,
        nanos,
        event.type(),
        event.deviceKey(),
        event.message(),
        event.epoch(),
        event.particulars());
  }

  static HistoryEvent type(HistoryEvent event, EventType type) {
    return copy(
        event,
        event.nanos(),
        type,
        event.deviceKey(),
        event.message(),
        event.epoch(),
        event.particulars());
  }

  static HistoryEvent device(HistoryEvent event, String device) {
    return copy(
        event,
        event.nanos(),
        event.type(),
        device,
        event.message(),
        event.epoch(),
        event.particulars());
  }

  static HistoryEvent epoch(HistoryEvent event, long epoch) {
    return copy(
        event,
        event.nanos(),
        event.type(),
        event.deviceKey(),
        event.message(),
        epoch,
        event.particulars());
  }

  static HistoryEvent saying(HistoryEvent event, @Nullable Particulars particulars) {
    return copy(
        event,
        event.nanos(),
        event.type(),
        event.deviceKey(),
        event.message(),
        event.epoch(),
        particulars);
  }

  static HistoryEvent message(HistoryEvent event, @Nullable MessageFacts message) {
    return copy(
        event,
        event.nanos(),
        event.type(),
        event.deviceKey(),
        message,
        event.epoch(),
        event.particulars());
  }

  static HistoryEvent seq(HistoryEvent event, long seq) {
    MessageFacts m = Objects.requireNonNull(event.message());
    return message(
        event,
        new MessageFacts(
            m.thread(), m.sender(), m.tempId(), m.messageId(), seq, m.hash(), m.prev()));
  }

  static HistoryEvent id(HistoryEvent event, String id) {
    MessageFacts m = Objects.requireNonNull(event.message());
    return message(
        event,
        new MessageFacts(m.thread(), m.sender(), m.tempId(), id, m.seq(), m.hash(), m.prev()));
  }

  static HistoryEvent hash(HistoryEvent event, String hash) {
    MessageFacts m = Objects.requireNonNull(event.message());
    return message(
        event,
        new MessageFacts(
            m.thread(), m.sender(), m.tempId(), m.messageId(), m.seq(), hash, m.prev()));
  }
}

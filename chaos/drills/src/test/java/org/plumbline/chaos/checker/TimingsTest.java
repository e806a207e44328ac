package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

class TimingsTest {

  private static final long SECOND = 1_000_000_000L;
  private final List<HistoryEvent> events = new ArrayList<>();

  private void event(
      long nanos, EventType type, String user, Operation operation, String tempId, long intended) {
    MessageFacts facts =
        tempId.isEmpty() ? null : new MessageFacts("d:ada:bob", "ada", tempId, "1", 1, "");
    events.add(
        new HistoryEvent(0, nanos, type, 0, user, "a", 1, "", operation, facts, 0, intended, ""));
  }

  @Test
  void shouldMeasureFromTheIntendedTimeToOthersDevicesOnly() {
    event(30_000_000, EventType.INVOKE, "ada", Operation.SEND, "t-1", 10_000_000);
    event(40_000_000, EventType.OK, "ada", Operation.RECEIVE, "t-1", -1);
    event(60_000_000, EventType.OK, "bob", Operation.RECEIVE, "t-1", -1);
    event(90_000_000, EventType.OK, "bob", Operation.RECEIVE, "t-1", -1);
    Timings timings = Timings.of(events);
    assertThat(timings.deliveries(0, SECOND)).isEqualTo(1);
    assertThat(timings.deliveryMillis(0.99, 0, SECOND)).hasValue(50.0);
    assertThat(timings.deliveryMillis(0.99, SECOND, 2 * SECOND)).isEmpty();
    assertThat(timings.recoverySeconds(0, Timings.DISTURBED_NANOS)).isZero();
  }

  @Test
  void shouldCallItRecoveredWhenTheLastSlowMessageHasArrived() {
    event(0, EventType.INVOKE, "ada", Operation.SEND, "t-1", SECOND);
    event(4 * SECOND, EventType.OK, "bob", Operation.RECEIVE, "t-1", -1);
    assertThat(Timings.of(events).recoverySeconds(SECOND, Timings.DISTURBED_NANOS)).isEqualTo(3.0);
    assertThat(Timings.of(events).recoverySeconds(SECOND, 4 * SECOND)).isZero();
  }

  @Test
  void shouldTimeTheReturnOfThoseWhoLostTheirSocket() {
    event(0, EventType.OK, "ada", Operation.CONNECT, "", -1);
    event(SECOND, EventType.INFO, "ada", Operation.DISCONNECT, "", -1);
    event(SECOND, EventType.INFO, "bob", Operation.DISCONNECT, "", -1);
    event(3 * SECOND, EventType.OK, "ada", Operation.CONNECT, "", -1);
    Timings one = Timings.of(events);
    assertThat(one.disconnected(SECOND, 2 * SECOND)).isEqualTo(2);
    assertThat(one.lossesSpreadSeconds(SECOND, 2 * SECOND)).isZero();
    assertThat(one.reconnected(SECOND, 2 * SECOND)).isEqualTo(1);
    assertThat(one.reconnectSeconds(0.99, SECOND, 2 * SECOND)).isEmpty();
    event(4 * SECOND, EventType.OK, "bob", Operation.CONNECT, "", -1);
    assertThat(Timings.of(events).reconnectSeconds(0.99, SECOND, 2 * SECOND)).hasValue(3.0);
  }
}

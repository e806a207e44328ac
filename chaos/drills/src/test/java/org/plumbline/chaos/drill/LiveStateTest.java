package org.plumbline.chaos.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

class LiveStateTest {

  private static final long MILLI = 1_000_000;

  private final LiveState live = new LiveState();

  private void event(long millis, EventType type, Operation operation, String user, String tempId) {
    live.take(
        new HistoryEvent(
            -1,
            millis * MILLI,
            type,
            0,
            user,
            "a",
            1,
            "node-1",
            operation,
            new MessageFacts("t", "ann", tempId, "", -1, ""),
            1,
            millis * MILLI,
            ""));
  }

  @Test
  void shouldCountWhatWasAcknowledgedInTheInterval() {
    event(0, EventType.INVOKE, Operation.SEND, "ann", "1");
    event(10, EventType.INVOKE, Operation.SEND, "ann", "2");
    event(12, EventType.OK, Operation.SEND, "ann", "2");
    event(20, EventType.INVOKE, Operation.SEND, "ann", "3");

    assertThat(live.acknowledged(0, 15 * MILLI)).isEqualTo(0.5);
    assertThat(live.acknowledged(10 * MILLI, 15 * MILLI)).isEqualTo(1);
    assertThat(live.acknowledged(30 * MILLI, 40 * MILLI)).as("of nothing").isEqualTo(1);
  }

  @Test
  void shouldTimeTheFirstArrivalAtAnotherUserAndTheAgeOfWhatHasNotArrived() {
    event(0, EventType.INVOKE, Operation.SEND, "ann", "1");
    event(1, EventType.OK, Operation.RECEIVE, "ann", "1");
    event(7, EventType.OK, Operation.RECEIVE, "bob", "1");
    event(900, EventType.OK, Operation.RECEIVE, "bob", "1");

    assertThat(live.deliveryMillis(0.99, 0, 1_000 * MILLI)).hasValue(7);

    event(1_000, EventType.INVOKE, Operation.SEND, "ann", "2");

    assertThat(live.deliveryMillis(0.99, 0, 4_000 * MILLI)).hasValue(3_000);
    assertThat(live.deliveryMillis(0.99, 2_000 * MILLI, 4_000 * MILLI)).isEmpty();
  }
}

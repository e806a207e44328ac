package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

class MissedLiveTest {

  private static final long SECOND = 1_000_000_000L;
  private final List<HistoryEvent> events = new ArrayList<>();

  private void event(long seconds, String user, Operation operation, String tempId, String how) {
    MessageFacts facts =
        tempId.isEmpty() ? null : new MessageFacts("d:ada:bob", "ada", tempId, "1", 1, "");
    events.add(
        new HistoryEvent(
            events.size(),
            seconds * SECOND,
            EventType.OK,
            0,
            user,
            "a",
            1,
            "",
            operation,
            facts,
            0,
            -1,
            how));
  }

  @Test
  void shouldCountWhatAConnectedDeviceSawBySyncAlone() {
    event(0, "bob", Operation.CONNECT, "", "");
    event(5, "ada", Operation.SEND, "t-1", "");
    event(9, "bob", Operation.RECEIVE, "t-1", HistoryEvent.BY_SYNC);

    Verdict verdict = MissedLive.check(events);

    assertThat(verdict.count("misrouted")).isEqualTo(1);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.witnesses()).singleElement().asString().contains("ada/t-1", "bob/a");
  }

  @Test
  void shouldNotCountWhatCameLiveAsWell() {
    event(0, "bob", Operation.CONNECT, "", "");
    event(5, "ada", Operation.SEND, "t-1", "");
    event(6, "bob", Operation.RECEIVE, "t-1", HistoryEvent.BY_SYNC);
    event(7, "bob", Operation.RECEIVE, "t-1", "");

    assertThat(MissedLive.check(events).count("misrouted")).isZero();
    assertThat(MissedLive.check(events).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldNotCountWhatTheSyncOfANewConnectionBrought() {
    event(0, "bob", Operation.CONNECT, "", "");
    event(5, "ada", Operation.SEND, "t-1", "");
    event(6, "bob", Operation.CONNECT, "", "");
    event(7, "bob", Operation.RECEIVE, "t-1", HistoryEvent.BY_SYNC);

    assertThat(MissedLive.check(events).count("misrouted")).isZero();
  }

  @Test
  void shouldNotCountTheSendersOwnDevices() {
    event(0, "ada", Operation.CONNECT, "", "");
    event(5, "ada", Operation.SEND, "t-1", "");
    event(7, "ada", Operation.RECEIVE, "t-1", HistoryEvent.BY_SYNC);

    assertThat(MissedLive.check(events).count("misrouted")).isZero();
  }
}

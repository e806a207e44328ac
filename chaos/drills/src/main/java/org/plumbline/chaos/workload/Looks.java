package org.plumbline.chaos.workload;

import java.util.List;
import java.util.random.RandomGenerator;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Users who look at the newest part of a thread's history, at any node, while the load runs. As an
 * app does, each says up to where its devices know the thread, so that the answer waits for that.
 */
final class Looks {

  private static final int MESSAGES = 5;

  private final Fleet fleet;
  private final RandomGenerator random;

  Looks(Fleet fleet, RandomGenerator random) {
    this.fleet = fleet;
    this.random = random;
  }

  /** One look of one user; the answer is waited for. */
  void step() {
    List<Participant> all = fleet.participants();
    Participant user = all.get(random.nextInt(all.size()));
    ThreadId thread = user.threads.get(random.nextInt(user.threads.size()));
    // What somebody who goes and comes may see changes with each of its changes.
    if (fleet.groups().isStaying(user.user, thread)) {
      look(user, thread);
    }
  }

  private void look(Participant user, ThreadId thread) {
    List<NodeAddress> nodes = fleet.plan().nodes();
    MessengerHttp http =
        new MessengerHttp(fleet.runtime(), nodes.get(random.nextInt(nodes.size())));
    long known = fleet.newestKnown(user.user, thread);
    note(user, EventType.INVOKE, MessageFacts.ofThread(thread.value()), "");
    try {
      long newest =
          http
              .history(
                  user.token(),
                  thread,
                  new HistoryRange.Newest(),
                  MESSAGES,
                  known == Message.NONE ? null : known)
              .messages()
              .stream()
              .mapToLong(Message::seq)
              .max()
              .orElse(Message.NONE);
      note(user, EventType.OK, MessageFacts.ofPlace(thread.value(), newest), "");
    } catch (RequestFailed e) {
      // Without any status nobody knows what was answered, if anything.
      note(
          user,
          e.status() == 0 ? EventType.INFO : EventType.FAIL,
          MessageFacts.ofThread(thread.value()),
          String.valueOf(e.getMessage()));
    }
  }

  private void note(Participant user, EventType type, MessageFacts facts, String detail) {
    user.recorder.note(type, Operation.LOOK, facts, detail, fleet.runtime().nanos(), null);
  }
}

package org.plumbline.messenger.history.shards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What is said in one thread: words, and now and then an edit or a deletion of earlier ones. */
final class Conversation {

  private final SomeMessages some = new SomeMessages();
  private final List<Long> changeable = new ArrayList<>();
  private final Instant at;
  private long seq;

  Conversation(Instant at) {
    this.at = at;
  }

  ThreadId thread() {
    return some.thread();
  }

  UserId ann() {
    return some.ann();
  }

  /** How many messages were made. */
  long length() {
    return seq;
  }

  Message next(RandomGenerator random) {
    long next = seq++;
    if (changeable.isEmpty() || random.nextInt(3) > 0) {
      changeable.add(next);
      return some.message(next, at);
    }
    int chosen = random.nextInt(changeable.size());
    if (random.nextBoolean()) {
      return some.saying(next, new Content.Edit(changeable.get(chosen), "edited by " + next), at);
    }
    return some.saying(next, new Content.Deletion(changeable.remove(chosen)), at);
  }
}

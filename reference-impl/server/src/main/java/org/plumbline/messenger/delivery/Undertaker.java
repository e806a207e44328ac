package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays messages aside that cannot be stored, and does not rest until they are safe there. */
@Singleton
final class Undertaker {

  private static final Logger LOG = LoggerFactory.getLogger(Undertaker.class);

  /** The sending device is of no use any more: it was answered long ago. */
  private static final DeviceId NO_DEVICE = new DeviceId("none");

  private static final int PARTITION_UNKNOWN = -1;

  private final DeliveryConfig config;
  private final DeadLetters letters;
  private final InstantSource clock;

  Undertaker(DeliveryConfig config, DeadLetters letters, InstantSource clock) {
    this.config = config;
    this.letters = letters;
    this.clock = clock;
  }

  /** Blocks until all are safe. */
  void bury(List<Message> messages, DeadLetter.Cause cause, RuntimeException failure)
      throws InterruptedException {
    for (Message message : messages) {
      bury(message, cause, failure);
    }
  }

  private void bury(Message message, DeadLetter.Cause cause, RuntimeException failure)
      throws InterruptedException {
    DeadLetter letter =
        new DeadLetter(
            cause,
            failure.getClass().getSimpleName(),
            PARTITION_UNKNOWN,
            message.seq(),
            clock.millis(),
            submission(message));
    LOG.error("{} seq {} becomes a dead letter", message.thread(), message.seq(), failure);
    while (true) {
      try {
        letters.add(letter).get();
        return;
      } catch (ExecutionException e) {
        LOG.warn("a dead letter is not safe yet: {}", e.toString());
        TimeUnit.NANOSECONDS.sleep(config.retryAfter().toNanos());
      }
    }
  }

  private static Submission submission(Message message) {
    return new Submission(
        message.thread(),
        message.id(),
        message.sender(),
        NO_DEVICE,
        message.tempId(),
        1,
        message.content(),
        message.sentAtMillis());
  }
}

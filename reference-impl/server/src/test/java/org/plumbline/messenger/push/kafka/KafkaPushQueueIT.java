package org.plumbline.messenger.push.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Part;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.messenger.push.PushConfig;
import org.plumbline.messenger.push.PushQueue;
import org.plumbline.messenger.push.PushQueueContract;

class KafkaPushQueueIT implements PushQueueContract {

  private final List<KafkaPushQueue> opened = new ArrayList<>();

  @Override
  public PushQueue queue() {
    return open("push-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    opened.forEach(KafkaPushQueue::close);
  }

  @Test
  void shouldHandOnAgainWhenWorkerEndedBeforeItWasDone() {
    String topic = "push-" + UUID.randomUUID();
    KafkaPushQueue first = open(topic);
    List<MissedMessage> notes = PushQueueContract.notes(PushQueueContract.someone(), 3);
    assertThat(first.add(notes)).succeedsWithin(PATIENCE);
    Taking undone = new Taking(new CompletableFuture<>());
    first.work(undone);
    PushQueueContract.await(() -> undone.taken().size() == 3);
    first.stop();

    KafkaPushQueue second = open(topic);
    Taking done = new Taking(CompletableFuture.completedFuture(null));
    second.work(done);
    PushQueueContract.await(() -> done.taken().size() >= 3);
    assertThat(done.taken()).containsExactlyElementsOf(notes);
    second.stop();

    KafkaPushQueue third = open(topic);
    Taking nothing = new Taking(CompletableFuture.completedFuture(null));
    third.work(nothing);
    List<MissedMessage> later = PushQueueContract.notes(PushQueueContract.someone(), 1);
    assertThat(third.add(later)).succeedsWithin(PATIENCE);
    PushQueueContract.await(() -> !nothing.taken().isEmpty());
    assertThat(nothing.taken()).as("what was done is not handed on again").isEqualTo(later);
  }

  private KafkaPushQueue open(String topic) {
    var kafka = DataServers.topology().server(Part.KAFKA);
    KafkaPushQueue queue =
        new KafkaPushQueue(
            new KafkaLogConfig(
                kafka.host() + ":" + kafka.port(),
                "messages",
                4,
                (short) 1,
                1,
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                10_000,
                Duration.ofSeconds(30)),
            new KafkaPushConfig(topic, topic, 1, (short) 1),
            limits());
    opened.add(queue);
    return queue;
  }

  /** As in the unit tests, but a busy machine may take longer to confirm. */
  private static PushConfig limits() {
    return new PushConfig(
        Duration.ofMillis(50),
        false,
        1_000,
        Duration.ofMinutes(1),
        Duration.ofSeconds(15),
        100,
        2,
        4,
        Duration.ofMillis(5),
        Duration.ofMillis(400),
        Duration.ofHours(1),
        10,
        Duration.ofSeconds(2));
  }
}

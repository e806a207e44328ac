package org.plumbline.chaos.fault.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.FaultFailure;
import org.plumbline.chaos.fault.Proof;
import org.plumbline.chaos.fault.Undo;

/**
 * Records that no worker can read, in every partition of the log. They stay there: what heals is
 * the worker, which must pass over them.
 */
final class PoisonRecord implements Fault {

  private static final String TOPIC = "messages";
  private static final String WITHIN_MILLIS = "10000";
  private static final byte[] VALUE = "no message of any format".getBytes(UTF_8);

  private final String bootstrap;
  private final int perPartition;
  private final List<String> places = new ArrayList<>();

  PoisonRecord(String bootstrap, int perPartition) {
    if (perPartition < 1) {
      throw new IllegalArgumentException("perPartition: " + perPartition + " (expected: >= 1)");
    }
    this.bootstrap = bootstrap;
    this.perPartition = perPartition;
  }

  @Override
  public String what() {
    return perPartition + " broken records in each partition of " + TOPIC;
  }

  @Override
  public List<Undo> undo() {
    return List.of();
  }

  @Override
  public void strike() throws FaultFailure, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            WITHIN_MILLIS,
            ProducerConfig.ACKS_CONFIG,
            "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (PartitionInfo partition : producer.partitionsFor(TOPIC)) {
        for (int number = 0; number < perPartition; number++) {
          RecordMetadata place =
              producer
                  .send(new ProducerRecord<>(TOPIC, partition.partition(), null, VALUE))
                  .get(Long.parseLong(WITHIN_MILLIS), TimeUnit.MILLISECONDS);
          places.add(place.partition() + ":" + place.offset());
        }
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new FaultFailure(what() + ": " + e, e);
    }
  }

  @Override
  public Proof proof() {
    return new Proof(
        !places.isEmpty(),
        "the log has confirmed " + places.size() + " broken records, at " + places);
  }

  @Override
  public void heal() {
    // What is in a log stays in it.
  }
}

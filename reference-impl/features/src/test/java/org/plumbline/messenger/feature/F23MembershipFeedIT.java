package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.ThreadId;

/** F-23: changes of memberships as a feed that any consumer may follow, the last of each kept. */
class F23MembershipFeedIT {

  private static final String TOPIC = "memberships";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FeatureWorld world = FeatureWorld.world();
  private final TestGroups groups = new TestGroups(world);

  private String servers() {
    return world.environment().topology().kafkaBootstrapServers();
  }

  @Test
  void shouldShowAConsumerEveryChangeWithItsPlaceInTheGroupsOrder() throws Exception {
    User ada = world.user("ada");
    User bob = world.user("bob");
    ThreadId group = groups.create(ada, "Walks", bob);
    long removed = groups.remove(ada, 2, group, bob);
    long renamed = groups.changed(ada, 1, "/rename", group, Map.of("name", "Hikes"));
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      Map<String, JsonNode> last =
          read(consumer, values -> at(values, group.value()).path("version").asLong() == renamed);
      assertThat(at(last, group.value()).path("name").asText()).isEqualTo("Hikes");
      JsonNode member = at(last, group + "/" + bob.name());
      assertThat(member.path("version").asLong()).isEqualTo(removed);
      assertThat(member.path("spans").get(0).path("until").asLong()).isEqualTo(removed);
      JsonNode owner = at(last, group + "/" + ada.name());
      assertThat(owner.path("role").asText()).isEqualTo("OWNER");
      assertThat(owner.path("spans").get(0).path("until").isNumber()).isFalse();
    }
  }

  @Test
  void shouldKeepTheLastRecordOfEachGroupAndMember() throws Exception {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers()))) {
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
      var config = admin.describeConfigs(List.of(topic)).all().get(30, TimeUnit.SECONDS);
      Config ofTopic = Objects.requireNonNull(config.get(topic));
      assertThat(ofTopic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value())
          .isEqualTo(TopicConfig.CLEANUP_POLICY_COMPACT);
    }
  }

  private static JsonNode at(Map<String, JsonNode> records, String key) {
    return records.getOrDefault(key, MissingNode.getInstance());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static Map<String, JsonNode> read(
      KafkaConsumer<String, byte[]> consumer, Predicate<Map<String, JsonNode>> enough)
      throws Exception {
    Map<String, JsonNode> last = new HashMap<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!enough.test(last)) {
      assertThat(System.nanoTime()).as("read within 30 s: " + last.keySet()).isLessThan(deadline);
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        last.put(record.key(), JSON.readTree(record.value()));
      }
    }
    return last;
  }
}

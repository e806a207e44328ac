package org.plumbline.messenger.membership.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Part;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.messenger.membership.MembershipLogContract;

class KafkaMembershipLogIT implements MembershipLogContract {

  private final List<KafkaMembershipLog> opened = new ArrayList<>();

  private KafkaMembershipLog open(String topic) {
    var kafka = DataServers.topology().server(Part.KAFKA);
    KafkaMembershipLog log =
        new KafkaMembershipLog(
            new KafkaLogConfig(
                kafka.host() + ":" + kafka.port(),
                "messages",
                3,
                (short) 1,
                1,
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                10_000,
                Duration.ofSeconds(30)),
            new MembershipFeedConfig(topic, 3),
            JsonMapper.createDefault());
    opened.add(log);
    return log;
  }

  @Override
  public MembershipLog log() {
    return open("memberships-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    opened.forEach(KafkaMembershipLog::close);
  }

  @Test
  void shouldFailRatherThanClaimWhenItIsClosed() throws Exception {
    KafkaMembershipLog log = open("memberships-" + UUID.randomUUID());
    log.publish(MembershipLogContract.record(MembershipLogContract.someGroup(), 1))
        .get(30, TimeUnit.SECONDS);
    log.close();
    assertThatThrownBy(
            () ->
                log.publish(MembershipLogContract.record(MembershipLogContract.someGroup(), 2))
                    .get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }
}

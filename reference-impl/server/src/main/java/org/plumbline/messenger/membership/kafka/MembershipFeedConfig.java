package org.plumbline.messenger.membership.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the feed of memberships stands in Kafka. It belongs to one topic of messages: its versions
 * are offsets there.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param membershipsTopic the compacted topic
 * @param membershipsPartitions of the topic when this node creates it
 * @param replicas likewise
 * @param inSyncReplicasMin how many replicas a change survives
 * @param confirmWithin after this time a record counts as unconfirmed
 * @param startWithin how long a node that starts waits for Kafka
 */
@ConfigurationProperties("messenger.kafka")
record MembershipFeedConfig(
    @Bindable(defaultValue = "127.0.0.1:9092") String bootstrapServers,
    @Bindable(defaultValue = "memberships") String membershipsTopic,
    @Bindable(defaultValue = "4") int membershipsPartitions,
    @Bindable(defaultValue = "1") short replicas,
    @Bindable(defaultValue = "1") int inSyncReplicasMin,
    @Bindable(defaultValue = "5s") Duration confirmWithin,
    @Bindable(defaultValue = "30s") Duration startWithin) {

  MembershipFeedConfig {
    if (membershipsPartitions < 1) {
      throw new IllegalArgumentException(
          "messenger.kafka.memberships-partitions: " + membershipsPartitions + " (expected: >= 1)");
    }
  }
}

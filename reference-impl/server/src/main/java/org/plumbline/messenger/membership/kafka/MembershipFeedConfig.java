package org.plumbline.messenger.membership.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How the feed of memberships stands in Kafka. It belongs to one topic of messages: its versions
 * are offsets there. The servers are those of the log.
 *
 * @param membershipsTopic the compacted topic
 * @param membershipsPartitions of the topic when this node creates it
 */
@ConfigurationProperties("messenger.kafka")
record MembershipFeedConfig(
    @Bindable(defaultValue = "memberships") String membershipsTopic,
    @Bindable(defaultValue = "4") int membershipsPartitions) {

  MembershipFeedConfig {
    if (membershipsPartitions < 1) {
      throw new IllegalArgumentException(
          "messenger.kafka.memberships-partitions: " + membershipsPartitions + " (expected: >= 1)");
    }
  }
}

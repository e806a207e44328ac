package org.plumbline.messenger.history.cassandra;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How messages lie in Cassandra. Where Cassandra is and how to reach it stands in the driver's own
 * settings, {@code cassandra.default.*}.
 *
 * @param keyspace made at the start where it is missing
 * @param replicationFactor of a keyspace that is made; an existing one keeps its own
 * @param bucket the stretch of time whose messages of a thread make one partition, whole hours
 * @param requestsMax requests under way at once; whoever comes then waits
 * @param threadsKnownMax threads of which this node remembers what is stored, some 300 bytes each
 * @param startWait how long a starting node waits for Cassandra
 */
@ConfigurationProperties("messenger.history.cassandra")
public record CassandraConfig(
    @Bindable(defaultValue = "plumbline") String keyspace,
    @Bindable(defaultValue = "1") int replicationFactor,
    @Bindable(defaultValue = "30d") Duration bucket,
    @Bindable(defaultValue = "512") int requestsMax,
    @Bindable(defaultValue = "100000") int threadsKnownMax,
    @Bindable(defaultValue = "90s") Duration startWait) {

  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
  private static final String PREFIX = "messenger.history.cassandra.";

  public CassandraConfig {
    // The name goes into statements as it is: nothing but a plain name may pass.
    expect(
        KEYSPACE.matcher(keyspace).matches(),
        "keyspace: " + keyspace,
        "a small letter, then up to 47 small letters, digits or underscores");
    expect(replicationFactor >= 1, "replication-factor: " + replicationFactor, ">= 1");
    expect(
        bucket.isPositive() && bucket.equals(Duration.ofHours(bucket.toHours())),
        "bucket: " + bucket,
        "whole hours, >= 1h");
    expect(requestsMax >= 1, "requests-max: " + requestsMax, ">= 1");
    expect(threadsKnownMax >= 1, "threads-known-max: " + threadsKnownMax, ">= 1");
    expect(!startWait.isNegative(), "start-wait: " + startWait, ">= 0s");
  }

  private static void expect(boolean condition, String found, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(PREFIX + found + " (expected: " + expected + ")");
    }
  }
}

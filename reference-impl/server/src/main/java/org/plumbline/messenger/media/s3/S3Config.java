package org.plumbline.messenger.media.s3;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects are.
 *
 * @param endpoint at which the nodes reach the store
 * @param publicEndpoint at which devices reach it; the nodes' own where it is not set
 * @param region that signatures name
 * @param bucket made by the nodes where it is missing
 * @param timeout of one call, its repeats included
 */
@ConfigurationProperties("messenger.media")
public record S3Config(
    @Nullable URI endpoint,
    @Nullable URI publicEndpoint,
    @Bindable(defaultValue = "us-east-1") String region,
    @Bindable(defaultValue = "plumbline-media") String bucket,
    @Nullable String accessKey,
    @Nullable String secretKey,
    @Bindable(defaultValue = "20s") Duration timeout) {

  public S3Config {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "messenger.media.timeout: " + timeout + " (expected: > 0s)");
    }
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "S3Config[" + endpoint + ", " + bucket + "]";
  }
}

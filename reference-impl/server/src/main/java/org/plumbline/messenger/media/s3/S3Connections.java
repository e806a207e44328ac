package org.plumbline.messenger.media.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes clients of the store. They go to the configured endpoints and to no other host. */
final class S3Connections {

  private static final Duration CONNECT_WAIT = Duration.ofSeconds(3);

  private final S3Config config;
  private final URI endpoint;
  private final AwsCredentialsProvider credentials;
  private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

  S3Connections(S3Config config) {
    this.config = config;
    this.endpoint = required("endpoint", config.endpoint());
    this.credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                required("access-key", config.accessKey()),
                required("secret-key", config.secretKey())));
  }

  /** A client whose bucket exists. */
  S3Client client() {
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of(config.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_WAIT)
                    .socketTimeout(config.timeout()))
            .overrideConfiguration(override -> override.apiCallTimeout(config.timeout()))
            .build();
    try {
      client.createBucket(create -> create.bucket(config.bucket()));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      // Another node, or an earlier life of this one, was here first.
      open.add(client);
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
    open.add(client);
    return client;
  }

  S3Presigner presigner() {
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(Objects.requireNonNullElse(config.publicEndpoint(), endpoint))
            .region(Region.of(config.region()))
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    open.add(presigner);
    return presigner;
  }

  void close() {
    for (AutoCloseable each = open.poll(); each != null; each = open.poll()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a client of the object store did not close", e);
      }
    }
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "messenger.media."
              + name
              + ": missing (expected: set MESSENGER_MEDIA_ENDPOINT, _ACCESS_KEY and _SECRET_KEY,"
              + " or messenger.servers to memory)");
    }
    return value;
  }
}

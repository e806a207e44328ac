package org.plumbline.messenger.media.s3;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.SupplierUtil;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.media.MediaStore;
import org.plumbline.messenger.media.MediaUnavailable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Objects in a bucket. An upload is a PUT whose signature covers content type and length: unlike a
 * form with a policy, its body need not pass through the store's memory, and the length is exact.
 *
 * <p>The client is made at its first use, since it is slow to load and a node may never need it.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class S3MediaStore implements MediaStore {

  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final String bucket;
  private final S3Connections connections;
  private final Supplier<S3Client> client;
  private final Supplier<S3Presigner> presigner;

  public S3MediaStore(S3Config config) {
    this.bucket = config.bucket();
    this.connections = new S3Connections(config);
    this.client = SupplierUtil.memoized(connections::client);
    this.presigner = SupplierUtil.memoized(connections::presigner);
  }

  @Override
  public SignedRequest signUpload(String key, String contentType, long bytes, Duration expiry) {
    // The bucket has to be there before a device comes.
    reaching(client::get);
    PresignedPutObjectRequest signed =
        presigner
            .get()
            .presignPutObject(
                request ->
                    request
                        .signatureDuration(expiry)
                        .putObjectRequest(
                            put ->
                                put.bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .contentLength(bytes)));
    return new SignedRequest(
        "PUT", URI.create(signed.url().toString()), Map.of("Content-Type", contentType), expiry);
  }

  @Override
  public SignedRequest signDownload(String key, String contentType, Duration expiry) {
    URI url =
        URI.create(
            presigner
                .get()
                .presignGetObject(
                    request ->
                        request
                            .signatureDuration(expiry)
                            .getObjectRequest(
                                get ->
                                    get.bucket(bucket).key(key).responseContentType(contentType)))
                .url()
                .toString());
    return new SignedRequest("GET", url, Map.of(), expiry);
  }

  @Override
  public Optional<Glimpse> look(String key, int firstBytes) {
    return reaching(
        () -> {
          try (ResponseInputStream<GetObjectResponse> object =
              client
                  .get()
                  .getObject(
                      get -> get.bucket(bucket).key(key).range("bytes=0-" + (firstBytes - 1)))) {
            byte[] first = object.readNBytes(firstBytes);
            // A store that does not know ranges would send all of it.
            object.abort();
            return Optional.of(new Glimpse(length(object.response()), first));
          } catch (S3Exception e) {
            return missingOrEmpty(e);
          }
        });
  }

  @Override
  public void copy(String from, String to) {
    reaching(
        () ->
            client
                .get()
                .copyObject(
                    copy ->
                        copy.sourceBucket(bucket)
                            .sourceKey(from)
                            .destinationBucket(bucket)
                            .destinationKey(to)));
  }

  @Override
  public void delete(String key) {
    reaching(() -> client.get().deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  @PreDestroy
  void close() {
    connections.close();
  }

  private static Optional<Glimpse> missingOrEmpty(S3Exception e) {
    return switch (e.statusCode()) {
      case NOT_FOUND -> Optional.empty();
      case RANGE_NOT_SATISFIABLE -> Optional.of(new Glimpse(0, new byte[0]));
      default -> throw e;
    };
  }

  /** The whole length, from {@code bytes 0-63/1234} where a part was sent. */
  private static long length(GetObjectResponse response) {
    @Nullable String range = response.contentRange();
    return range == null
        ? response.contentLength()
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> T reaching(Call<T> call) {
    try {
      return call.make();
    } catch (SdkException | IOException e) {
      throw new MediaUnavailable("the object store: " + e.getMessage(), e);
    }
  }
}

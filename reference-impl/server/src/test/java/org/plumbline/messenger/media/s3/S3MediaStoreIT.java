package org.plumbline.messenger.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.ObjectStoreKeys;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.media.MediaStore;
import org.plumbline.messenger.media.MediaStoreContract;
import org.plumbline.messenger.media.MediaUnavailable;

class S3MediaStoreIT implements MediaStoreContract {

  private final S3MediaStore store = new S3MediaStore(config(DataServers.topology().s3Uri()));

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public MediaStore store() {
    return store;
  }

  @Test
  void shouldFindTheBucketThatAnotherNodeHasMade() {
    S3MediaStore other = new S3MediaStore(config(DataServers.topology().s3Uri()));
    other.delete("uploads/nothing");
    store.delete("uploads/nothing");
    other.close();
  }

  @Test
  void shouldSignForTheAddressThatDevicesUse() {
    URI url = store.signDownload("media/some", "image/png", Duration.ofMinutes(1)).url();
    assertThat(url.getRawAuthority()).isEqualTo(DataServers.topology().s3Uri().getRawAuthority());
    assertThat(url.getPath()).isEqualTo("/plumbline-media/media/some");
    assertThat(url.getQuery()).doesNotContain(DataServers.objectStoreKeys().secretKey());
  }

  @Test
  void shouldSayUnavailableWhenNobodyListens() {
    S3MediaStore nowhere = new S3MediaStore(config(URI.create("http://127.0.0.1:1")));
    assertThatExceptionOfType(MediaUnavailable.class)
        .isThrownBy(() -> nowhere.delete("media/some"));
  }

  @Test
  void shouldNameSettingWhenThereIsNoEndpoint() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new S3MediaStore(config(null)))
        .withMessageStartingWith("messenger.media.endpoint: missing");
  }

  private static S3Config config(@Nullable URI endpoint) {
    ObjectStoreKeys keys = DataServers.objectStoreKeys();
    return new S3Config(
        endpoint,
        null,
        keys.region(),
        keys.bucket(),
        keys.accessKey(),
        keys.secretKey(),
        Duration.ofSeconds(10));
  }
}

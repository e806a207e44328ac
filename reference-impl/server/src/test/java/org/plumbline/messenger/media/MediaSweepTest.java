package org.plumbline.messenger.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;
import org.plumbline.protocol.UserId;

/** What is removed, and when, on the memory adapters. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.media.sweep-interval", value = "1d")
class MediaSweepTest {

  private static final Instant START = Instant.parse("2026-11-22T05:00:00Z");

  private final MediaRecords records;
  private final MediaStore store;
  private final MediaConfig config;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = START;

  MediaSweepTest(MediaRecords records, MediaStore store, MediaConfig config) {
    this.records = records;
    this.store = store;
    this.config = config;
  }

  private void sweepAfter(Duration age) {
    now = START.plus(age);
    InstantSource clock = () -> now;
    new MediaSweep(
            new NodeConfig("node-1", 1, Set.of(NodeRole.values())),
            config,
            records,
            store,
            new MediaMeters(registry),
            clock)
        .sweep();
  }

  private MediaRecord uploaded(State state) throws Exception {
    MediaRecord media = SomeMedia.record(new UserId("ada"), state, START.toEpochMilli());
    records.add(media);
    DevicePut.put(store.signUpload(media.uploadKey(), "image/png", 3, Duration.ofMinutes(5)), 3);
    store.copy(media.uploadKey(), media.key());
    return media;
  }

  private boolean isThere(String key) {
    return store.look(key, 1).isPresent();
  }

  @Test
  void shouldRemoveWhatNoMessageRefersToWhenItIsOld() throws Exception {
    MediaRecord waiting = uploaded(State.WAITING);
    MediaRecord ready = uploaded(State.READY);
    MediaRecord referred = uploaded(State.REFERRED);
    sweepAfter(config.orphanAfter());
    assertThat(isThere(ready.key())).isTrue();
    sweepAfter(config.orphanAfter().plusSeconds(1));
    for (MediaRecord removed : new MediaRecord[] {waiting, ready}) {
      assertThat(records.find(removed.id())).isEqualTo(Optional.empty());
      assertThat(isThere(removed.key())).isFalse();
      assertThat(isThere(removed.uploadKey())).isFalse();
    }
    assertThat(records.find(referred.id())).contains(referred);
    assertThat(isThere(referred.key())).isTrue();
    assertThat(registry.get("messenger.media.uploads").tag("outcome", "orphaned").counter().count())
        .isEqualTo(2);
  }

  @Test
  void shouldClearTheUploadOnceItsRequestHasEnded() throws Exception {
    MediaRecord referred = uploaded(State.REFERRED);
    MediaRecord refused = uploaded(State.DOOMED);
    sweepAfter(config.uploadExpiry());
    assertThat(isThere(referred.uploadKey())).isTrue();
    assertThat(isThere(refused.uploadKey())).isTrue();
    sweepAfter(config.uploadExpiry().plusMinutes(11));
    assertThat(isThere(referred.uploadKey())).isFalse();
    assertThat(isThere(referred.key())).isTrue();
    assertThat(isThere(refused.uploadKey())).isFalse();
    assertThat(records.find(refused.id())).isEmpty();
    assertThat(records.uncleared(now.toEpochMilli(), 100)).isEmpty();
  }
}

package org.plumbline.messenger.media.memory;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.media.MediaStore;

/**
 * Objects in a map. A signed request names a grant that nobody can guess; {@link ObjectController}
 * honours it.
 */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryMediaStore implements MediaStore {

  private static final int GRANT_BYTES = 16;

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Provider<EmbeddedServer> server;
  private final InstantSource clock;

  public InMemoryMediaStore(Provider<EmbeddedServer> server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /**
   * What a signed request may do.
   *
   * @param bytes the exact length of an upload
   */
  record Grant(String method, String key, String contentType, long bytes, long untilMillis) {}

  @Override
  public SignedRequest signUpload(String key, String contentType, long bytes, Duration expiry) {
    return signed("PUT", key, contentType, bytes, expiry);
  }

  @Override
  public SignedRequest signDownload(String key, String contentType, Duration expiry) {
    return signed("GET", key, contentType, 0, expiry);
  }

  @Override
  public Optional<Glimpse> look(String key, int firstBytes) {
    return Optional.ofNullable(objects.get(key))
        .map(
            object ->
                new Glimpse(
                    object.length, Arrays.copyOf(object, Math.min(object.length, firstBytes))));
  }

  @Override
  public void copy(String from, String to) {
    byte[] object = objects.get(from);
    if (object != null) {
      objects.put(to, object);
    }
  }

  @Override
  public void delete(String key) {
    objects.remove(key);
  }

  /** The grant of that name for that method, unless it has ended. */
  Optional<Grant> grant(String name, String method) {
    return Optional.ofNullable(grants.get(name))
        .filter(grant -> grant.method().equals(method) && clock.millis() < grant.untilMillis());
  }

  void put(Grant grant, byte[] object) {
    objects.put(grant.key(), object.clone());
  }

  byte @Nullable [] get(Grant grant) {
    return objects.get(grant.key());
  }

  private SignedRequest signed(
      String method, String key, String contentType, long bytes, Duration expiry) {
    long now = clock.millis();
    grants.values().removeIf(grant -> grant.untilMillis() <= now);
    byte[] name = new byte[GRANT_BYTES];
    random.nextBytes(name);
    String hexadecimal = HexFormat.of().formatHex(name);
    grants.put(hexadecimal, new Grant(method, key, contentType, bytes, now + expiry.toMillis()));
    URI url = server.get().getURI().resolve(ObjectController.PATH + "/" + hexadecimal);
    Map<String, String> headers =
        method.equals("PUT") ? Map.of("Content-Type", contentType) : Map.of();
    return new SignedRequest(method, url, headers, expiry);
  }
}

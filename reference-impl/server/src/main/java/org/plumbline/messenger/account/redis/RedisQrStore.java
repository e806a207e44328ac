package org.plumbline.messenger.account.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.messenger.account.AccountsUnavailable;
import org.plumbline.messenger.account.QrStore;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.directory.redis.Script;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Logins by QR code in Redis, where they end by themselves; each step is one script. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisQrStore implements QrStore {

  private static final Script OPEN = Script.of(RedisQrStore.class, "qr-open.lua");
  private static final Script SCAN = Script.of(RedisQrStore.class, "qr-scan.lua");
  private static final Script APPROVE = Script.of(RedisQrStore.class, "qr-approve.lua");
  private static final Script CLAIM = Script.of(RedisQrStore.class, "qr-claim.lua");

  private final RedisServer redis;

  public RedisQrStore(RedisServer redis) {
    this.redis = redis;
  }

  @Override
  public void open(String id, String secretHash, Requester requester, Duration life) {
    var _ =
        run(
            OPEN,
            id,
            List.of(
                secretHash,
                requester.address(),
                requester.userAgent(),
                Long.toString(life.toMillis())));
  }

  @Override
  public Optional<Requester> scan(String id, UserId user, DeviceId device) {
    List<?> found = run(SCAN, id, List.of(by(user, device)));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Requester((String) found.get(0), (String) found.get(1)));
  }

  @Override
  public boolean approve(String id, UserId user, DeviceId device) {
    return !run(APPROVE, id, List.of(by(user, device))).isEmpty();
  }

  @Override
  public Claim claim(String id, String secretHash) {
    List<?> answer = run(CLAIM, id, List.of(secretHash));
    if (answer.isEmpty()) {
      return new Claim.Gone();
    }
    String by = (String) answer.get(1);
    return answer.get(0).equals("approved")
        ? new Claim.Approved(new UserId(by.substring(0, by.indexOf('|'))))
        : new Claim.Waiting(!by.isEmpty());
  }

  // Names have no bar in them (Identifier).
  private static String by(UserId user, DeviceId device) {
    return user.value() + "|" + device.value();
  }

  private List<?> run(Script script, String id, List<String> arguments) {
    List<String> keys = List.of("qr_login:" + id);
    try {
      return (List<?>)
          redis.call(Operation.QR_LOGIN, client -> script.run(client, keys, arguments));
    } catch (DirectoryUnavailable e) {
      throw new AccountsUnavailable("QR logins cannot be reached", e);
    }
  }
}

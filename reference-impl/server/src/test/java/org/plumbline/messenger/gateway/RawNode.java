package org.plumbline.messenger.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** A node on memory servers, for tests that speak to it byte for byte. */
final class RawNode implements AutoCloseable {

  private final EmbeddedServer server;
  private final AtomicInteger devices = new AtomicInteger();

  RawNode(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("messenger.servers", "memory");
    all.put("micronaut.server.port", "-1");
    all.put("messenger.token.secret", "a secret of at least thirty-two bytes");
    all.put("messenger.presence.offline-delay", "0s");
    server = ApplicationContext.run(EmbeddedServer.class, all);
  }

  URI uri() {
    return server.getURI();
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  String token(String user, String device) {
    return bean(Tokens.class).issue(new UserId(user), new DeviceId(device)).token();
  }

  /** A socket of a device of its own. */
  RawSocket open(String user) throws IOException {
    return RawSocket.open(uri(), token(user, "raw-" + devices.incrementAndGet()));
  }

  EmbeddedServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}

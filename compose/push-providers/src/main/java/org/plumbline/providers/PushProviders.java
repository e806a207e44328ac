package org.plumbline.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * All providers in one process: APNs at a port of its own, the others and the control routes at the
 * HTTP port. {@code GET /health} answers once both listen.
 *
 * <pre>
 * java ... org.plumbline.providers.PushProviders --port 8090 --apns-port 8091 --folder keys
 * </pre>
 */
public final class PushProviders implements AutoCloseable {
  private static final int AT_ONCE_MAX = 256;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
  private final ApnsProvider apns;
  private final int apnsPort;
  private final WebPushProvider webPush;
  private final Behaviours behaviours = new Behaviours();
  private final Receipts receipts = new Receipts();

  private interface Route {
    void handle(Exchange exchange) throws IOException;
  }

  /** Starts all; the folder gets the keys that applications need. Ports are on the loopback. */
  public PushProviders(int port, int apnsPort, Path folder, InstantSource clock)
      throws IOException {
    var random = new SecureRandom();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var keys = ProviderKeys.make(folder, uri() + "/oauth/token");
    this.apnsPort = apnsPort;
    apns = ApnsProvider.start(keys, apnsPort, behaviours, receipts, clock);
    webPush = new WebPushProvider(behaviours, receipts, clock, random);
    var fcm = new FcmProvider(keys, behaviours, receipts, clock, random);
    var control = new ControlRoutes(behaviours, receipts, webPush);
    route("/oauth/token", fcm::token);
    route("/v1/", fcm::send);
    route(WebPushProvider.PATH, webPush::push);
    route(ControlRoutes.PATH, control::handle);
    route("/health", exchange -> exchange.answer(200, Map.of("status", "UP")));
    http.setExecutor(threads);
    http.start();
  }

  public static void main(String[] arguments) throws IOException {
    var given = new HashMap<String, String>();
    for (var i = 0; i + 1 < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    var providers =
        new PushProviders(
            number(given, "--port"),
            number(given, "--apns-port"),
            Path.of(given.getOrDefault("--folder", "push-keys")),
            InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(providers::close, "stop"));
    System.out.println("push providers at " + providers.uri() + ", APNs at " + providers.apnsPort);
  }

  /** Of FCM, of Web Push endpoints, and of the control routes. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  public int apnsPort() {
    return apnsPort;
  }

  public Behaviours behaviours() {
    return behaviours;
  }

  public Receipts receipts() {
    return receipts;
  }

  /** A new browser's subscription: {@code endpoint}, {@code p256dh}, {@code auth}. */
  public Map<String, String> subscribe() {
    return webPush.subscribe(uri().toString());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    apns.close();
  }

  private void route(String path, Route route) {
    http.createContext(path, exchange -> handle(exchange, route));
  }

  private void handle(HttpExchange exchange, Route route) throws IOException {
    try (exchange) {
      if (!atOnce.tryAcquire()) {
        new Exchange(exchange).answer(503);
        return;
      }
      try {
        route.handle(new Exchange(exchange));
      } finally {
        atOnce.release();
      }
    }
  }

  private static int number(Map<String, String> given, String name) {
    var value = given.getOrDefault(name, "");
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": '" + value + "' (expected: a port)", e);
    }
  }
}

package org.plumbline.chaos.toxiproxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.plumbline.chaos.toxiproxy.api.ConfigFile;
import org.plumbline.chaos.toxiproxy.api.HttpApi;
import org.plumbline.chaos.toxiproxy.proxy.EventLog;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Proxy;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/**
 * A Toxiproxy server: started by {@link #main} as a process, or by {@link #start} inside another.
 *
 * <p>Its output says where the API is, also when the port was left to the system: {@code
 * {"level":"info","address":"127.0.0.1:40123",...,"message":"Starting Toxiproxy HTTP server"}}.
 */
public final class ToxiproxyServer implements AutoCloseable {
  /** The version of the original whose behaviour this is. */
  public static final String VERSION = HttpApi.VERSION;

  private final EventLoopGroup loops;
  private final Proxies proxies;
  private final HttpApi api;

  private ToxiproxyServer(EventLoopGroup loops, Proxies proxies, HttpApi api) {
    this.loops = loops;
    this.proxies = proxies;
    this.api = api;
  }

  /**
   * Creates the proxies of the config file, if there is one, then opens the API's port.
   *
   * @throws IOException when the port cannot be opened; nothing is left running then
   */
  public static ToxiproxyServer start(ServerFlags flags, PrintStream out) throws IOException {
    var level = Optional.ofNullable(System.getenv("LOG_LEVEL"));
    var log = EventLog.ofLevel(out, InstantSource.system(), level);
    log.info("Starting Toxiproxy", "version", VERSION);
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    var loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("toxiproxy", true), NioIoHandler.newFactory());
    var traffic = new Traffic();
    var proxies =
        new Proxies(new Proxy.Shared(loops, traffic, System::nanoTime, log, flags.seed()));
    flags.config().ifPresent(file -> populate(proxies, file, log));
    try {
      var at = new InetSocketAddress(flags.host(), flags.port());
      var metrics = new HttpApi.Metrics(flags.proxyMetrics(), flags.runtimeMetrics());
      var api = HttpApi.open(at, loops, proxies, traffic, metrics);
      var server = new ToxiproxyServer(loops, proxies, api);
      log.info("Starting Toxiproxy HTTP server", "address", server.address());
      return server;
    } catch (IOException e) {
      proxies.close();
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  /** As in the original, a config file that cannot be used does not stop the server. */
  private static void populate(Proxies proxies, String file, EventLog log) {
    try {
      int count = ConfigFile.populate(proxies, Files.readString(Path.of(file)));
      log.info("Populated proxies from file", "proxies", count);
    } catch (Refusal e) {
      log.error("Failed to populate proxies from file", "error", e.reason());
    } catch (IOException | InvalidPathException e) {
      log.error("Error reading config file", "error", String.valueOf(e), "config", file);
    }
  }

  /** The API's address as {@code host:port}. */
  public String address() {
    var address = api.address();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  public int port() {
    return api.address().getPort();
  }

  /**
   * Creates a proxy on a free port of the loopback interface, for whoever has the server in its own
   * process and needs no HTTP client for that.
   *
   * @return where it listens
   * @throws IOException when the name is taken or no port is free
   */
  public InetSocketAddress addProxy(String name, String upstream) throws IOException {
    try {
      return proxies.createOnLoopback(name, upstream);
    } catch (Refusal e) {
      throw new IOException("proxy: " + name + ": " + e.reason(), e);
    }
  }

  /** Closes the API, then every proxy with its connections. */
  @Override
  public void close() {
    api.close();
    proxies.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /**
   * Runs until the process is told to stop, and exits with 0 then, as the original. Exits with 2 on
   * a wrong flag, with 1 on a taken port.
   */
  public static void main(String[] arguments) throws InterruptedException {
    ServerFlags flags;
    try {
      flags = ServerFlags.parse(List.of(arguments), System.nanoTime());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(ServerFlags.USAGE);
      System.exit(2);
      return;
    }
    if (flags.help()) {
      System.err.print(ServerFlags.USAGE);
      return;
    }
    if (flags.version()) {
      System.out.println("toxiproxy-server version " + VERSION);
      return;
    }
    try {
      var server = start(flags, System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "toxiproxy-stop"));
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static void stop(ToxiproxyServer server) {
    server.close();
    // Else the JVM reports the signal that ended it, which the original does not.
    Runtime.getRuntime().halt(0);
  }
}

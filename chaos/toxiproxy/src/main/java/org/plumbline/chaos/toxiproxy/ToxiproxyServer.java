package org.plumbline.chaos.toxiproxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.plumbline.chaos.toxiproxy.api.ConfigFile;
import org.plumbline.chaos.toxiproxy.api.HttpApi;
import org.plumbline.chaos.toxiproxy.proxy.EventLog;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Proxy;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/**
 * A Toxiproxy server: started by {@link #main} as a process, or by {@link #start} inside another.
 *
 * <p>The first line of its output names the address of the API, also when the port was left to the
 * system: {@code {"level":"info","version":"2.12.0","address":"127.0.0.1:40123",...}}.
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
   * Opens the API's port, then creates the proxies of the config file, if there is one.
   *
   * @throws IOException when the port cannot be opened; nothing is left running then
   */
  public static ToxiproxyServer start(ServerFlags flags, PrintStream out) throws IOException {
    var log = new EventLog(out, InstantSource.system(), level());
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    var loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("toxiproxy", true), NioIoHandler.newFactory());
    var traffic = new Traffic();
    var proxies =
        new Proxies(new Proxy.Shared(loops, traffic, System::nanoTime, log, flags.seed()));
    try {
      var at = new InetSocketAddress(flags.host(), flags.port());
      var api = HttpApi.open(at, loops, proxies, traffic, flags.proxyMetrics());
      var server = new ToxiproxyServer(loops, proxies, api);
      log.info("Starting Toxiproxy", "version", VERSION, "address", server.address());
      flags.config().ifPresent(file -> server.populate(file, log));
      return server;
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  private static EventLog.Level level() {
    var name = System.getenv("LOG_LEVEL");
    return EventLog.Level.parse(name == null ? "info" : name);
  }

  /** As in the original, a config file that cannot be used does not stop the server. */
  private void populate(String file, EventLog log) {
    try {
      var outcome = ConfigFile.populate(proxies, Files.readString(Path.of(file)));
      log.info(outcome, "config", file);
    } catch (IOException | UncheckedIOException e) {
      log.warn("Error reading config file", "config", file, "error", String.valueOf(e));
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

  /** Closes the API, then every proxy with its connections. */
  @Override
  public void close() {
    api.close();
    proxies.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Runs until the process is told to stop. Exits with 2 on a wrong flag, 1 on a taken port. */
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
    if (flags.version()) {
      System.out.println("toxiproxy-server version " + VERSION);
      return;
    }
    try {
      var server = start(flags, System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "toxiproxy-stop"));
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }
}

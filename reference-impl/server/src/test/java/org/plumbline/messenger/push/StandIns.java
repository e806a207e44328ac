package org.plumbline.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.providers.Behaviour;
import org.plumbline.providers.Provider;
import org.plumbline.providers.PushProviders;
import org.plumbline.providers.Received;

/** The providers' stand-ins in this process, and one push to send to them. */
public final class StandIns implements AutoCloseable {

  private static final Duration KEPT_FOR = Duration.ofHours(1);
  private static final UserId BOB = new UserId("bob");

  private final Path folder;
  private final PushProviders providers;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  public StandIns(Path folder) {
    this.folder = folder;
    try {
      providers = new PushProviders(0, freePort(), folder, InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PushProviders providers() {
    return providers;
  }

  public HttpClient http() {
    return http;
  }

  /** A key that an application gets. */
  public String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The next request of the provider is answered so. */
  public void refuse(Provider provider, int status, @Nullable Integer retryAfterSeconds) {
    providers.behaviours().plan(new Behaviour(provider, null, status, retryAfterSeconds, 1, 0));
  }

  /** What one push of three messages becomes. */
  public PushSender.Answer push(PushSender sender, PushAddress address) {
    ThreadId thread = ThreadId.direct(BOB, new UserId("ann"));
    MissedMessage last =
        new MissedMessage(
            BOB, thread, new UserId("ann"), 7, "text", "", List.of(), false, 1_000, 2_000);
    return sender
        .send(
            new PushDevice(BOB, new DeviceId("phone"), address, true, 500),
            new Notification(last, 3),
            KEPT_FOR)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** The one request that the provider got. */
  public Received received(Provider provider) {
    List<Received> all = providers.receipts().of(provider, null);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** The collapse id of the push. */
  public static String collapseId() {
    return Notification.collapseId(ThreadId.direct(BOB, new UserId("ann")));
  }

  @Override
  public void close() {
    providers.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

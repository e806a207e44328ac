package org.plumbline.chaos.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Account;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A device that takes its socket and never reads from it, while a friend writes to it. Both are of
 * this fault's own, and reach the node directly: a proxy would read on the device's behalf.
 */
public final class SlowConsumer implements Fault {

  private static final String PASSWORD = "plumb-line-7";
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final int RECEIVE_BUFFER = 4_096;
  private static final int ANSWER_MILLIS = 5_000;
  private static final int TEXT_CHARACTERS = 8_000;

  /** Below the limit of a device, so that the friend is not throttled. */
  private static final long INTERVAL_NANOS = 12_500_000;

  private static final int CLOSE = 0x8;

  private final String node;
  private final NodeAddress address;
  private final String prefix;
  private final AtomicLong acknowledged = new AtomicLong();
  private @Nullable ClientRuntime runtime;
  private @Nullable MessengerClient friend;
  private @Nullable Socket socket;
  private volatile boolean over;

  SlowConsumer(String node, int port, String prefix) {
    this.node = node;
    this.address = NodeAddress.of("127.0.0.1", port);
    this.prefix = prefix;
  }

  @Override
  public String what() {
    return "a device at " + node + " that does not read";
  }

  @Override
  public List<Undo> undo() {
    return List.of();
  }

  @Override
  public void strike() throws FaultFailure {
    ClientRuntime made = ClientRuntime.create(System::nanoTime, prefix.hashCode());
    runtime = made;
    UserId slow = new UserId(prefix + "slow");
    UserId writer = new UserId(prefix + "writer");
    try {
      MessengerHttp http = new MessengerHttp(made, address);
      Token its = registered(http, slow);
      Token his = registered(http, writer);
      http.befriend(its, writer);
      http.befriend(his, slow);
      socket = connected(its);
      MessengerClient client =
          new MessengerClient(
              made,
              ClientSettings.standard(),
              List.of(address),
              Account.of(writer, PASSWORD, DEVICE).withToken(his),
              new ClientListener() {
                @Override
                public void sent(ServerFrame.Sent sent, int attempts, long nanos) {
                  acknowledged.incrementAndGet();
                }
              });
      friend = client;
      var _ = client.connect();
      Thread.ofVirtual().start(() -> write(client, ThreadId.direct(slow, writer)));
    } catch (RequestFailed | IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }

  private static Token registered(MessengerHttp http, UserId user) throws RequestFailed {
    http.register(user, PASSWORD);
    return http.logIn(user, PASSWORD, DEVICE);
  }

  /** The upgrade of RFC 6455, section 4.1; a small buffer, so that the node's own fills soon. */
  private Socket connected(Token token) throws IOException {
    Socket made = new Socket();
    try {
      made.setReceiveBufferSize(RECEIVE_BUFFER);
      made.setSoTimeout(ANSWER_MILLIS);
      made.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), address.webSocket().getPort()));
      byte[] nonce = new byte[16];
      new SecureRandom().nextBytes(nonce);
      String head =
          "GET /ws HTTP/1.1\r\nHost: "
              + address.webSocket().getRawAuthority()
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
              + "\r\nSec-WebSocket-Key: "
              + Base64.getEncoder().encodeToString(nonce)
              + "\r\nAuthorization: Bearer "
              + token.value()
              + "\r\n\r\n";
      made.getOutputStream().write(head.getBytes(ISO_8859_1));
      byte[] answer = made.getInputStream().readNBytes("HTTP/1.1 101".length());
      String status = new String(answer, ISO_8859_1);
      if (!status.equals("HTTP/1.1 101")) {
        throw new IOException("the upgrade is answered by " + status + " (expected: 101)");
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private void write(MessengerClient client, ThreadId thread) {
    String filler = "x".repeat(TEXT_CHARACTERS);
    for (int number = 0; !over; number++) {
      var _ = client.send(thread, new TempId("s-" + number), number + filler);
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  @Override
  public Proof proof() {
    Socket device = socket;
    if (device == null) {
      return Proof.none("it has not struck");
    }
    int waiting;
    try {
      waiting = device.getInputStream().available();
    } catch (IOException e) {
      waiting = 0;
    }
    return new Proof(
        waiting > 0 && acknowledged.get() > 0,
        acknowledged.get()
            + " messages to it were acknowledged, "
            + waiting
            + " bytes wait in its socket, and it has read none");
  }

  /** How many messages to it were acknowledged, of 8,000 characters each. */
  public long told() {
    return acknowledged.get();
  }

  /**
   * Reads what waits to the end, after the friend has stopped: the close code with which the node
   * ended the session (1013 for one that is too slow), 1006 when it ended without one; empty when
   * it still stands after that time.
   */
  public OptionalInt closeCode(Duration within) throws IOException {
    over = true;
    Socket device = socket;
    if (device == null) {
      return OptionalInt.empty();
    }
    device.setSoTimeout((int) Math.max(1, within.toMillis()));
    DataInputStream in = new DataInputStream(device.getInputStream());
    try {
      skipHead(in);
      while (true) {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
          length = in.readUnsignedShort();
        } else if (length == 127) {
          length = (int) in.readLong();
        }
        if ((first & 0xf) == CLOSE) {
          return OptionalInt.of(length < 2 ? 1005 : in.readUnsignedShort());
        }
        in.skipNBytes(length);
      }
    } catch (SocketTimeoutException e) {
      return OptionalInt.empty();
    } catch (EOFException | SocketException e) {
      return OptionalInt.of(1006);
    }
  }

  private static void skipHead(DataInputStream in) throws IOException {
    for (int ends = 0; ends < 4; ) {
      int next = in.readUnsignedByte();
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
    }
  }

  @Override
  public void heal() throws FaultFailure {
    over = true;
    MessengerClient writer = friend;
    if (writer != null) {
      writer.close();
    }
    try {
      Socket device = socket;
      if (device != null) {
        device.close();
      }
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    } finally {
      ClientRuntime made = runtime;
      if (made != null) {
        made.close();
      }
    }
  }
}

package org.plumbline.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** A stub node that greets, answers syncs with nothing, and lets a test script the rest. */
final class ScriptedNode implements StubNode.Script, AutoCloseable {

  final List<StubSocket> sockets = new CopyOnWriteArrayList<>();
  final List<ClientFrame> received = new CopyOnWriteArrayList<>();
  final AtomicLong logins = new AtomicLong();
  volatile long heartbeatMillis = 60_000;
  volatile boolean mute;
  volatile Function<StubNode.Request, StubNode.@Nullable Answer> upgrade = _ -> null;
  volatile BiConsumer<StubSocket, ClientFrame.Send> onSend = (_, _) -> {};
  volatile BiConsumer<StubSocket, ClientFrame.Sync> onSync =
      (socket, _) -> socket.send(new ServerFrame.Synced());
  private final AtomicLong epochs = new AtomicLong();
  private final StubNode node;

  ScriptedNode() throws IOException {
    node = new StubNode(this);
  }

  NodeAddress address() {
    return node.address();
  }

  StubSocket socket() {
    return sockets.getLast();
  }

  <T extends ClientFrame> List<T> received(Class<T> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public StubNode.@Nullable Answer answer(StubNode.Request request) {
    if (request.path().equals("/ws")) {
      return upgrade.apply(request);
    }
    if (request.path().equals("/user/v1/auth")) {
      long login = logins.incrementAndGet();
      return new StubNode.Answer(
          200,
          "{\"token\":\"token-" + login + "\",\"expiry_time\":4000000000,\"device_id\":\"phone\"}",
          null);
    }
    return new StubNode.Answer(404, "{}", null);
  }

  @Override
  public void opened(StubSocket socket) {
    sockets.add(socket);
    socket.send(
        new ServerFrame.Welcome(
            new UserId("ada"),
            new DeviceId("phone"),
            "node-1",
            epochs.incrementAndGet(),
            heartbeatMillis));
  }

  @Override
  public void received(StubSocket socket, ClientFrame frame) {
    received.add(frame);
    switch (frame) {
      case ClientFrame.Send send -> onSend.accept(socket, send);
      case ClientFrame.Sync sync -> onSync.accept(socket, sync);
      case ClientFrame.Heartbeat _ -> {
        if (!mute) {
          socket.send(new ServerFrame.Heartbeat());
        }
      }
      case ClientFrame.Acknowledge _, ClientFrame.SubscribePresence _, ClientFrame.Typing _ -> {
        // Tests look at them in what was received.
      }
    }
  }

  @Override
  public void gone(StubSocket socket) {}

  @Override
  public void close() throws IOException {
    node.close();
  }
}

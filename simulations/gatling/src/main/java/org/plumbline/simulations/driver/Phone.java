package org.plumbline.simulations.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.Disconnect;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.Submission;
import org.plumbline.client.Token;
import org.plumbline.client.Transport;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;

/** One connected device, whose messages and answers can be waited for. */
public final class Phone implements AutoCloseable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);

  /** A token of a load outlives it: nobody logs in again. */
  private static final String NO_PASSWORD = "";

  /** A message as the device showed it, on the runtime's clock. */
  public record Arrival(Message message, long nanos) {}

  private final MessengerClient client;
  private final ClientListener also;
  private final Map<String, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<ServerFrame.Sent>> answers =
      new ConcurrentHashMap<>();

  private Phone(
      ClientRuntime runtime,
      NodeAddress node,
      Account account,
      Transport transport,
      ClientListener also) {
    this.also = also;
    this.client =
        new MessengerClient(
            runtime,
            ClientSettings.standard().with(transport),
            List.of(new org.plumbline.client.NodeAddress(node.http(), node.webSocket())),
            org.plumbline.client.Account.of(
                    new UserId(account.user()), NO_PASSWORD, new DeviceId(account.device()))
                .withToken(new Token(account.token(), Instant.MAX, new DeviceId(account.device()))),
            new Events());
  }

  /** Connects a logged-in device to that node and waits until its session stands. */
  public static Phone connect(ClientRuntime runtime, NodeAddress node, Account account)
      throws LoadFailure, InterruptedException {
    return connect(runtime, node, account, new Transport.WebSocket());
  }

  /** As {@link #connect(ClientRuntime, NodeAddress, Account)}, over that transport. */
  public static Phone connect(
      ClientRuntime runtime, NodeAddress node, Account account, Transport transport)
      throws LoadFailure, InterruptedException {
    return connect(runtime, node, account, transport, new ClientListener() {});
  }

  /**
   * As {@link #connect(ClientRuntime, NodeAddress, Account)}, over that transport.
   *
   * @param also hears of receipts, presence and lost sessions
   */
  public static Phone connect(
      ClientRuntime runtime,
      NodeAddress node,
      Account account,
      Transport transport,
      ClientListener also)
      throws LoadFailure, InterruptedException {
    Phone phone = new Phone(runtime, node, account, transport, also);
    try {
      var _ = phone.client.connect().get(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return phone;
    } catch (ExecutionException | TimeoutException e) {
      phone.close();
      throw new LoadFailure(account + " was not welcomed by " + node.id() + ": " + e, e);
    }
  }

  /** Sends; the answer fails with a refusal. */
  public CompletableFuture<ServerFrame.Sent> send(ThreadId thread, TempId tempId, Content content) {
    CompletableFuture<ServerFrame.Sent> answer = answer(tempId);
    if (!(client.send(thread, tempId, content) instanceof Submission.Queued)) {
      answer.completeExceptionally(new IllegalStateException("the outbox takes no more"));
    }
    return answer;
  }

  /** The user has read the thread up to this seq. */
  public void read(ThreadId thread, long upTo) {
    client.read(thread, upTo);
  }

  /** From now on this device wants the presence of these users. */
  public void watchPresence(List<UserId> users) {
    client.watchPresence(users);
  }

  /** The message of that name, when this device has shown it. */
  public CompletableFuture<Arrival> arrival(UserId sender, TempId tempId) {
    return arrivals.computeIfAbsent(sender + "/" + tempId, _ -> new CompletableFuture<>());
  }

  private CompletableFuture<ServerFrame.Sent> answer(TempId tempId) {
    return answers.computeIfAbsent(tempId.value(), _ -> new CompletableFuture<>());
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Events implements ClientListener {

    @Override
    public void shown(Message message, long nanos) {
      arrival(message.sender(), message.tempId()).complete(new Arrival(message, nanos));
    }

    @Override
    public void sent(ServerFrame.Sent sent, int attempts, long nanos) {
      answer(sent.tempId()).complete(sent);
    }

    @Override
    public void refused(TempId tempId, ErrorCode code, String detail, long nanos) {
      answer(tempId).completeExceptionally(new IllegalStateException(code + ": " + detail));
    }

    @Override
    public void receipt(ServerFrame.Receipt receipt, long nanos) {
      also.receipt(receipt, nanos);
    }

    @Override
    public void presence(ServerFrame.PresenceUpdate update, long nanos) {
      also.presence(update, nanos);
    }

    @Override
    public void disconnected(Disconnect cause, long nanos) {
      also.disconnected(cause, nanos);
    }

    @Override
    public void gaveUp(TempId tempId, int attempts, long nanos) {
      answer(tempId)
          .completeExceptionally(new IllegalStateException("no answer to " + attempts + " tries"));
    }
  }
}

package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.client.Account;
import org.plumbline.client.ClientListener;
import org.plumbline.client.MessengerClient;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * A user beside the load, with one device that knows one node only, and a friend who asks another
 * node whether he is online.
 */
public final class Bystander implements AutoCloseable {
  private static final String PASSWORD = "plumb-line-7";
  private static final DeviceId DEVICE = new DeviceId("a");

  private final UserId user;
  private final MessengerClient client;
  private final MessengerHttp friends;
  private final Token friend;

  private Bystander(UserId user, MessengerClient client, MessengerHttp friends, Token friend) {
    this.user = user;
    this.client = client;
    this.friends = friends;
    this.friend = friend;
  }

  /**
   * Makes the two, and connects the user's device.
   *
   * @param node the only node of the device
   * @param other which the friend asks
   * @throws WorkloadFailed when an account cannot be made, or the device does not connect in time
   */
  public static Bystander at(Fleet fleet, NodeAddress node, NodeAddress other, Duration within)
      throws WorkloadFailed, InterruptedException {
    UserId user = new UserId(fleet.plan().prefix() + "bystander");
    UserId friend = new UserId(fleet.plan().prefix() + "friend");
    MessengerHttp http = new MessengerHttp(fleet.runtime(), other);
    try {
      Token his = registered(http, user);
      Token hers = registered(http, friend);
      http.befriend(his, friend);
      http.befriend(hers, user);
      MessengerClient client =
          new MessengerClient(
              fleet.runtime(),
              fleet.plan().settings(),
              List.of(node),
              Account.of(user, PASSWORD, DEVICE).withToken(his),
              new ClientListener() {});
      Bystander bystander = new Bystander(user, client, http, hers);
      bystander.connect(within);
      return bystander;
    } catch (RequestFailed e) {
      throw new WorkloadFailed("a bystander's account could not be made: " + e, e);
    }
  }

  private static Token registered(MessengerHttp http, UserId user) throws RequestFailed {
    http.register(user, PASSWORD);
    return http.logIn(user, PASSWORD, DEVICE);
  }

  private void connect(Duration within) throws WorkloadFailed, InterruptedException {
    try {
      client.connect().get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new WorkloadFailed("a bystander's device did not connect within " + within, e);
    }
  }

  /** Whether the friend is told that he is online. */
  public boolean isOnline() throws RequestFailed {
    return friends.presence(friend, List.of(user)).getFirst().online();
  }

  /** The device does not come back. */
  @Override
  public void close() {
    client.close();
  }
}

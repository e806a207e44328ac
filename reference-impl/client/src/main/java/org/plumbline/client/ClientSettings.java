package org.plumbline.client;

import java.time.Duration;

/** The client's limits and times. */
public record ClientSettings(Connecting connecting, Sending sending, Receiving receiving) {

  /**
   * How a device gets and keeps its connection.
   *
   * @param timeout for the upgrade, and again for the first frame after it
   * @param wireFramesMax most frames waiting for the socket; one more ends the connection
   * @param silentIntervalsMax heartbeat intervals without any frame after which a connection is
   *     dead
   * @param backoff the waits before connecting again
   * @param transport which way frames go
   */
  public record Connecting(
      Duration timeout,
      int wireFramesMax,
      int silentIntervalsMax,
      Backoff backoff,
      Transport transport) {

    /** Over a socket. */
    public Connecting(
        Duration timeout, int wireFramesMax, int silentIntervalsMax, Backoff backoff) {
      this(timeout, wireFramesMax, silentIntervalsMax, backoff, new Transport.WebSocket());
    }

    public Connecting {
      requirePositive("timeout", timeout);
      requirePositive("wireFramesMax", wireFramesMax);
      requirePositive("silentIntervalsMax", silentIntervalsMax);
    }
  }

  /**
   * How messages go out.
   *
   * @param ackTimeout how long a message waits for its acknowledgement before it is repeated;
   *     doubled with each repeat, up to eight times
   * @param attemptsMax how often a message is sent before the client gives it up as unknown
   * @param outboxMax most messages waiting for their acknowledgement; one more is refused
   */
  public record Sending(Duration ackTimeout, int attemptsMax, int outboxMax) {
    public Sending {
      requirePositive("ackTimeout", ackTimeout);
      requirePositive("attemptsMax", attemptsMax);
      requirePositive("outboxMax", outboxMax);
    }
  }

  /**
   * How messages come in.
   *
   * @param heldMax most messages of one thread that wait for a gap; newer ones are fetched again
   * @param threadsMax most threads a device follows
   * @param receiptDelay how long DELIVERED cursors are gathered before they are sent
   * @param syncTimeout how long an unanswered sync waits before it is asked again
   * @param gapRetry wait before a gap that the server could not fill yet is asked for again;
   *     doubled with each try, up to 32 times
   * @param gapAttemptsMax tries after which a gap is accepted and reported
   * @param typingShown how long after the last hint somebody is shown as writing
   */
  public record Receiving(
      int heldMax,
      int threadsMax,
      Duration receiptDelay,
      Duration syncTimeout,
      Duration gapRetry,
      int gapAttemptsMax,
      Duration typingShown) {
    public Receiving {
      requirePositive("heldMax", heldMax);
      requirePositive("threadsMax", threadsMax);
      requirePositive("receiptDelay", receiptDelay);
      requirePositive("syncTimeout", syncTimeout);
      requirePositive("gapRetry", gapRetry);
      requirePositive("gapAttemptsMax", gapAttemptsMax);
      requirePositive("typingShown", typingShown);
    }

    /** With typing shown for as long as suits people who think while they write. */
    public Receiving(
        int heldMax,
        int threadsMax,
        Duration receiptDelay,
        Duration syncTimeout,
        Duration gapRetry,
        int gapAttemptsMax) {
      this(
          heldMax,
          threadsMax,
          receiptDelay,
          syncTimeout,
          gapRetry,
          gapAttemptsMax,
          Duration.ofSeconds(6));
    }
  }

  private static void requirePositive(String field, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }

  /** What suits a device on a real network. */
  public static ClientSettings standard() {
    return new ClientSettings(
        new Connecting(
            Duration.ofSeconds(5),
            1_024,
            2,
            new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30))),
        new Sending(Duration.ofSeconds(5), 64, 1_000),
        new Receiving(
            512,
            10_000,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            12));
  }

  /** The same with other ways to connect. */
  public ClientSettings with(Connecting other) {
    return new ClientSettings(other, sending, receiving);
  }

  /** The same over another transport. */
  public ClientSettings with(Transport other) {
    return with(
        new Connecting(
            connecting.timeout(),
            connecting.wireFramesMax(),
            connecting.silentIntervalsMax(),
            connecting.backoff(),
            other));
  }

  /** The same with other ways to send. */
  public ClientSettings with(Sending other) {
    return new ClientSettings(connecting, other, receiving);
  }

  /** The same with other ways to receive. */
  public ClientSettings with(Receiving other) {
    return new ClientSettings(connecting, sending, other);
  }
}

package org.plumbline.floors;

/**
 * Bare Netty that writes one shared frame to all connections: the floor of a group's fan-out, in
 * deliveries per second of processor time. A text that begins with {@code !} goes to everybody, its
 * sender too; any other comes back. It counts, besides those of {@link EchoServer}, {@code
 * broadcasts}, {@code deliveries} and {@code skipped}: connections whose buffer was full.
 */
public final class BroadcastServer {

  private BroadcastServer() {}

  /** Serves until standard input ends; the first line says {@code ready PORT}. */
  public static void main(String[] words) {
    System.exit(
        Conversation.hold(
            "BroadcastServer",
            words,
            SocketServer.ARGUMENTS,
            arguments -> SocketServer.open(arguments, new BroadcastHandler())));
  }
}

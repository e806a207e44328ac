package org.plumbline.floors;

/**
 * Bare Netty that sends every text back: the floor of what a connection costs in memory. Arguments
 * are those of {@link SocketServer}; it counts {@code opened}, {@code closed} and {@code echoed}.
 */
public final class EchoServer {

  private EchoServer() {}

  /** Serves until standard input ends; the first line says {@code ready PORT}. */
  public static void main(String[] words) {
    System.exit(
        Conversation.hold(
            "EchoServer",
            words,
            SocketServer.ARGUMENTS,
            arguments -> SocketServer.open(arguments, new FrameHandler())));
  }
}

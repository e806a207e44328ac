package org.plumbline.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connections to servers of this machine, with short time limits. */
final class Loopback {
  static final String HOST = "127.0.0.1";
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 5_000;

  private Loopback() {}

  static Socket connect(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static boolean accepts(int port) {
    try (var _ = connect(port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

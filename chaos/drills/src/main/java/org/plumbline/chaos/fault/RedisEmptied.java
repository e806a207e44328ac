package org.plumbline.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis forgets all that it had, as after a restart without persistence. Over its direct port, so
 * it can be done while no node reaches it. Healed by nobody: the nodes have to fill it again.
 */
final class RedisEmptied implements Fault {

  private static final int ANSWER_MILLIS = 5_000;

  private final int port;
  private long before = -1;
  private long after = -1;

  RedisEmptied(int port) {
    this.port = port;
  }

  @Override
  public String what() {
    return "Redis is emptied";
  }

  @Override
  public List<Undo> undo() {
    return List.of();
  }

  @Override
  public void strike() throws FaultFailure {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      // In one go, so that no node's write falls between the last two.
      socket.getOutputStream().write("DBSIZE\r\nFLUSHALL\r\nDBSIZE\r\n".getBytes(US_ASCII));
      before = number(in.readLine());
      String flushed = in.readLine();
      if (!"+OK".equals(flushed)) {
        throw new FaultFailure(what() + ": FLUSHALL is answered by " + flushed);
      }
      after = number(in.readLine());
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }

  private static long number(@Nullable String line) throws IOException {
    if (line == null || !line.matches(":\\d+")) {
      throw new IOException("Redis answers " + line + " (expected: a number)");
    }
    return Long.parseLong(line.substring(1));
  }

  @Override
  public Proof proof() {
    return new Proof(
        after >= 0 && after < before, "Redis had " + before + " keys, and then " + after);
  }

  @Override
  public void heal() {
    // What was in it is made again by the nodes.
  }
}

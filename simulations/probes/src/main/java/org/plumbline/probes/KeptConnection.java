package org.plumbline.probes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One TCP connection to a node, over which requests of HTTP/1.1 go one after another. It is written
 * and read as it stands on the wire: a client library would open another connection by itself, and
 * hide what is to be seen.
 */
final class KeptConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int BODY_MAX = 1 << 20;

  private final URI node;
  private final String token;
  private final Socket socket;
  private final InputStream in;
  private int answered;

  private KeptConnection(URI node, String token, Socket socket) throws IOException {
    this.node = node;
    this.token = token;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static KeptConnection to(URI node, String token) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), PATIENCE_MILLIS);
      return new KeptConnection(node, token, socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * An answer; its body was read and left.
   *
   * @param headers by lower-case name
   */
  record Reply(int status, Map<String, String> headers) {}

  /** How many requests this one connection has carried. */
  int answered() {
    return answered;
  }

  /** One request and its answer; the connection must outlive both. */
  Reply get(String path) throws IOException, ProbeFailed {
    return get(path, 1).getFirst();
  }

  /** So many requests at once, and their answers: the connection must outlive all of them. */
  List<Reply> get(String path, int times) throws IOException, ProbeFailed {
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + node.getRawAuthority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(head.repeat(times).getBytes(UTF_8));
    List<Reply> replies = new ArrayList<>();
    while (replies.size() < times) {
      replies.add(reply());
    }
    return replies;
  }

  private Reply reply() throws IOException, ProbeFailed {
    String[] status = line().split(" ", 3);
    ProbeFailed.unless(
        status.length >= 2 && status[0].equals("HTTP/1.1"), "no answer of HTTP/1.1: " + status[0]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      ProbeFailed.unless(colon > 0, "no header: " + line);
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    skipBody(headers);
    answered++;
    return new Reply(Integer.parseInt(status[1]), Map.copyOf(headers));
  }

  private void skipBody(Map<String, String> headers) throws IOException, ProbeFailed {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      int size = size(line(), 16);
      while (size > 0) {
        in.skipNBytes(size);
        line();
        size = size(line(), 16);
      }
      line();
    } else {
      in.skipNBytes(size(headers.getOrDefault("content-length", "0"), 10));
    }
  }

  private static int size(String text, int radix) throws ProbeFailed {
    int size = Integer.parseInt(text.strip(), radix);
    ProbeFailed.unless(size >= 0 && size <= BODY_MAX, "a body part of " + size + " bytes");
    return size;
  }

  private String line() throws IOException, ProbeFailed {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      ProbeFailed.unless(
          next >= 0, "the node ended the connection after " + answered + " answers on it");
      ProbeFailed.unless(line.size() < BODY_MAX, "a line without an end");
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package org.plumbline.compose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** One GET over a plain socket: no client, no threads, no pool. */
final class HttpProbe {
  private HttpProbe() {}

  /** The status of the answer. */
  static int status(int port, String path) throws IOException {
    try (var socket = Loopback.connect(port)) {
      var request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + Loopback.HOST
              + "\r\nConnection: close\r\nAccept: */*\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var line = reader.readLine();
      var words = line == null ? new String[0] : line.split(" ");
      if (words.length < 2) {
        throw new IOException("no HTTP answer: " + line);
      }
      return Integer.parseInt(words[1]);
    } catch (NumberFormatException e) {
      throw new IOException("no HTTP status", e);
    }
  }
}

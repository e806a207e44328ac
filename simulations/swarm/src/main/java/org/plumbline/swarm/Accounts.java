package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose the sockets are. Tokens are secrets: they are in no message and no report. */
final class Accounts {

  private final String[] users;
  private final byte[][] tokens;

  private Accounts(int count) {
    this.users = new String[count];
    this.tokens = new byte[count][];
  }

  static Accounts read(@Nullable Path file, int first, int count) throws MalformedCommand {
    Accounts read = new Accounts(count);
    if (file == null) {
      return read;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new MalformedCommand("accounts: " + file + " (expected: a readable file)");
    }
    if (lines.size() < first + count) {
      throw new MalformedCommand(
          "accounts: "
              + lines.size()
              + " lines (expected: at least first_account + count = "
              + (first + count)
              + ")");
    }
    for (int i = 0; i < count; i++) {
      String[] parts = lines.get(first + i).split("\t", -1);
      if (parts.length != 3) {
        throw new MalformedCommand(
            "accounts: line " + (first + i + 1) + " (expected: user, device and token by tabs)");
      }
      read.users[i] = parts[0];
      read.tokens[i] = parts[2].getBytes(UTF_8);
    }
    return read;
  }

  /** The user of a socket; empty where the server asks for no token. */
  String user(int socket) {
    String user = users[socket];
    return user == null ? "" : user;
  }

  byte @Nullable [] token(int socket) {
    return tokens[socket];
  }
}

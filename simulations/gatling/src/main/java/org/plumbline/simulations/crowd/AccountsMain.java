package org.plumbline.simulations.crowd;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.RunningEnvironment;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.load.Operator;

/**
 * Users for a swarm that is driven by hand: makes them on the environment of {@code plumb up},
 * befriends neighbours, and leaves a line with user, device and token for each in a file that
 * nobody but its owner may read. Whoever asked for the file removes it; tokens end after 15
 * minutes.
 */
public final class AccountsMain {

  private AccountsMain() {}

  /** Takes the checkout's folder, how many users, and the file. */
  public static void main(String[] words)
      throws IOException, EnvironmentFailure, LoadFailure, InterruptedException {
    if (words.length != 3 || !words[1].matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(
          "arguments: " + List.of(words) + " (expected: HOME COUNT FILE)");
    }
    Path home = Path.of(words[0]);
    RunningEnvironment running =
        Environment.running(home)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("HOME: " + home + " (expected: plumb up first)"));
    List<NodeAddress> nodes =
        running.topology().nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    LoadContext context =
        new LoadContext(nodes, home, LoadProfile.smoke(), 1, System.err::println)
            .withOperator(running.operatorSecret().map(Operator::new));
    Crowd crowd = Crowd.register(context, "by-hand", Instant.now(), Integer.parseInt(words[1]));
    crowd.befriendNeighbours(context);
    write(Path.of(words[2]), crowd.accounts());
    nodes.forEach(node -> System.out.println(node.webSocket()));
  }

  private static void write(Path file, List<Account> accounts) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Account account : accounts) {
        out.write(account.user() + "\t" + account.device() + "\t" + account.token() + "\n");
      }
    }
  }
}

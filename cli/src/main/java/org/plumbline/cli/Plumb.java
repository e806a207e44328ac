package org.plumbline.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.plumbline.cli.command.Commands;
import org.plumbline.cli.command.Session;
import org.plumbline.cli.console.Terminal;

/** The entry point of {@code plumb}; the launcher at the root of the checkout calls it. */
public final class Plumb {
  private Plumb() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    String home = System.getProperty("plumb.home", "");
    Session session =
        new Session(
            Path.of(home).toAbsolutePath().normalize(),
            Path.of("").toAbsolutePath(),
            Terminal.ofProcess(System.getenv(), System.getProperty("plumb.terminals", "")),
            System.getenv(),
            InstantSource.system(),
            System::nanoTime,
            List.of(arguments));
    System.exit(Commands.run(session, arguments));
  }
}

package org.plumbline.simulations.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The load could not be run; the message has the cause and the last lines of the log. */
public final class LoadFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path log;
  private final ArrayList<String> lastLogLines;

  /** A failure outside the generator's process. */
  public LoadFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.log = null;
    this.lastLogLines = new ArrayList<>();
  }

  /** A failure of the generator's process. */
  public LoadFailure(String message, Path log, List<String> lastLogLines) {
    super(message + "\n  log: " + log + "\n  | " + String.join("\n  | ", lastLogLines));
    this.log = log;
    this.lastLogLines = new ArrayList<>(lastLogLines);
  }

  /** The generator's log, if it came so far. */
  public Optional<Path> log() {
    return Optional.ofNullable(log);
  }

  /** The last lines of that log, oldest first. */
  public List<String> lastLogLines() {
    return List.copyOf(lastLogLines);
  }
}

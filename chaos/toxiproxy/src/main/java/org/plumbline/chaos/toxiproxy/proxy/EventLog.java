package org.plumbline.chaos.toxiproxy.proxy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * One JSON object a line, with the field names of the original: {@code level}, the event's own
 * fields, {@code time} (ISO 8601, UTC), {@code message}.
 */
public final class EventLog {
  /** From most to least talkative; nothing here is as severe as the last three. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL,
    PANIC,
    DISABLED;

    /** Reads a level's name in any case; anything else is empty. */
    public static Optional<Level> parse(String name) {
      for (var level : values()) {
        if (level.name().equalsIgnoreCase(name)) {
          return Optional.of(level);
        }
      }
      return Optional.empty();
    }
  }

  private static final JsonMapper MAPPER = new JsonMapper();

  private final PrintStream out;
  private final InstantSource clock;
  private final Level least;

  public EventLog(PrintStream out, InstantSource clock, Level least) {
    this.out = out;
    this.clock = clock;
    this.least = least;
  }

  /**
   * A log of the level that {@code LOG_LEVEL} names.
   *
   * @param name its value; empty when it is not set, which is {@code info}; an unknown one is told
   *     and changes nothing
   */
  public static EventLog ofLevel(PrintStream out, InstantSource clock, Optional<String> name) {
    var level = name.flatMap(Level::parse);
    var log = new EventLog(out, clock, level.orElse(Level.INFO));
    if (level.isEmpty()) {
      name.ifPresent(value -> log.error("unknown LOG_LEVEL value: \"" + value + "\""));
    }
    return log;
  }

  public void info(String message, Object... fields) {
    write(Level.INFO, message, fields);
  }

  public void warn(String message, Object... fields) {
    write(Level.WARN, message, fields);
  }

  public void error(String message, Object... fields) {
    write(Level.ERROR, message, fields);
  }

  private void write(Level level, String message, Object... fields) {
    if (level.compareTo(least) < 0) {
      return;
    }
    var line = new LinkedHashMap<String, Object>();
    line.put("level", level.name().toLowerCase(Locale.ROOT));
    for (int i = 0; i + 1 < fields.length; i += 2) {
      line.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    line.put("time", clock.instant().toString());
    line.put("message", message);
    out.println(MAPPER.valueToTree(line).toString());
    out.flush();
  }
}

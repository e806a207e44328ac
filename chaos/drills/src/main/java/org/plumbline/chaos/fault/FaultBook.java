package org.plumbline.chaos.fault;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code faults.json} in an environment's folder: what is broken there now and what undoes
 * it. It is there before a fault strikes and gone when the last one is healed.
 */
final class FaultBook {
  static final String FILE = "faults.json";
  private static final String SCHEMA = "plumbline/faults/1";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A fault that may be there. */
  record Entry(String what, List<Undo> undo) {
    Entry {
      undo = List.copyOf(undo);
    }
  }

  /**
   * The file.
   *
   * @param striker the process that strikes, and heals as long as it lives
   */
  record Page(String schema, Undo.Identity striker, List<Entry> faults) {
    Page {
      faults = List.copyOf(faults);
    }
  }

  private FaultBook() {}

  /** What the file says; empty when there is none. */
  static Optional<Page> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), Page.class))
        : Optional.empty();
  }

  /** Leaves these in the file, or no file without any. */
  static void write(Path directory, Undo.Identity striker, List<Entry> faults) throws IOException {
    Path file = directory.resolve(FILE);
    if (faults.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path beside = directory.resolve(FILE + ".new");
    Files.write(beside, JSON.writeValueAsBytes(new Page(SCHEMA, striker, faults)));
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

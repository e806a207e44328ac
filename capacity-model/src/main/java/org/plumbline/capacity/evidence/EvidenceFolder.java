package org.plumbline.capacity.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence of one run: {@code <run folder>/evidence/<id>.json}.
 *
 * <p>A file appears whole or not at all. Reading a folder that does not exist gives no evidence.
 * Failures of the file system are {@link UncheckedIOException}, files that do not follow the format
 * {@link MalformedEvidence}.
 */
public final class EvidenceFolder {
  static final String FOLDER = "evidence";
  private static final String SUFFIX = ".json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Path folder;

  /** The evidence below {@code runFolder}, which need not exist yet. */
  public EvidenceFolder(Path runFolder) {
    this.folder = runFolder.resolve(FOLDER);
  }

  /** Writes the evidence under its id, over an older one of the same id. */
  public void write(Evidence evidence) {
    Path partial = folder.resolve("." + evidence.id() + ".partial");
    try {
      Files.createDirectories(folder);
      ByteBuffer content = ByteBuffer.wrap(JSON.writeValueAsBytes(evidence));
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(partial, fileOf(evidence.id()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + fileOf(evidence.id()), e);
    }
  }

  /** All evidence of the run in the order of the ids; empty when nothing was written. */
  public List<Evidence> readAll() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(EvidenceFolder::readFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** The evidence of that id, or empty when the run left none. */
  public Optional<Evidence> read(String id) {
    Path file = fileOf(id);
    return Files.exists(file) ? Optional.of(readFile(file)) : Optional.empty();
  }

  private Path fileOf(String id) {
    Fields.dottedName("id", id);
    return folder.resolve(id + SUFFIX);
  }

  private static Evidence readFile(Path file) {
    Evidence evidence;
    try {
      evidence = JSON.readValue(file.toFile(), Evidence.class);
    } catch (JsonProcessingException e) {
      throw new MalformedEvidence(file, complaintOf(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    String name = file.getFileName().toString();
    String expected = name.substring(0, name.length() - SUFFIX.length());
    if (!evidence.id().equals(expected)) {
      String complaint = "id: " + evidence.id() + " (expected: " + expected + ", as the file)";
      throw new MalformedEvidence(file, complaint, new IllegalArgumentException(complaint));
    }
    return evidence;
  }

  private static String complaintOf(JsonProcessingException e) {
    String where = e instanceof JsonMappingException mapping ? pathOf(mapping) : "";
    String what =
        e.getCause() instanceof IllegalArgumentException refused
            ? String.valueOf(refused.getMessage())
            : e.getOriginalMessage();
    return where.isEmpty() ? what : where + ": " + what;
  }

  private static String pathOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}

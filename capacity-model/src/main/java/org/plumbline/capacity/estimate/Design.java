package org.plumbline.capacity.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.plumbline.capacity.estimate.RawFields.Raw;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * A design as its file states it: one typed input for each field, with its source, and a range or a
 * distribution where the file gives one. Which fields there are: docs/capacity.md.
 */
public final class Design {
  /** The five documents, and a service of which the outcome is published. */
  public static final List<String> PRESETS = List.of("s0", "s1", "s2", "s3", "s4", "whatsapp-2014");

  private static final InputFields FIELDS = InputFields.load("inputs.yaml");

  private final String name;
  private final String title;
  private final InputSet inputs;

  private Design(String name, String title, InputSet inputs) {
    this.name = name;
    this.title = title;
    this.inputs = inputs;
  }

  /**
   * Reads a user's file.
   *
   * @throws MalformedEstimate naming file, line, field, value and expectation of all that is wrong
   */
  public static Design read(Path file) {
    try {
      String fallback = String.valueOf(file.getFileName());
      return read(file.toString(), RawFields.textOf(file), fallback);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** One of {@link #PRESETS}. */
  public static Design preset(String preset) {
    String resource = "/org/plumbline/capacity/presets/" + preset + ".yaml";
    try (InputStream stream = Design.class.getResourceAsStream(resource)) {
      if (stream == null || !PRESETS.contains(preset)) {
        throw new IllegalArgumentException(
            "preset: " + preset + " (expected: one of " + PRESETS + ")");
      }
      String content = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return read(preset + ".yaml", content, preset);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static Design read(String file, String content, String fallback) throws IOException {
    Problems problems = new Problems(file);
    Map<String, Raw> raw = new LinkedHashMap<>(RawFields.read(content, problems));
    problems.refuseAnyOf("YAML", "the file");
    String name = Optional.ofNullable(raw.remove("name")).map(Raw::value).orElse(fallback);
    String title = Optional.ofNullable(raw.remove("title")).map(Raw::value).orElse(name);
    InputSet inputs = InputSet.read(FIELDS, raw, problems);
    problems.refuseAny();
    return new Design(name, title, inputs);
  }

  /** The same design with one input changed. */
  public Design with(String field, String text) {
    return with(field, text, "changed");
  }

  /** The same design with one input changed, and the new value's source. */
  public Design with(String field, String text, String source) {
    return new Design(name, title, inputs.with(field, text, source));
  }

  /** Whether the file itself states the field. */
  public boolean states(String field) {
    DesignInput input = inputs.inputs().get(field);
    return input != null && input.line() > 0;
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  InputSet inputSet() {
    return inputs;
  }

  /** The centre of what is stated, for calculations that take one value for each input. */
  public Estimate estimate() {
    return new Estimate(
        name,
        title,
        count("users"),
        count("messages_per_user_per_day"),
        size("message_size"),
        size("media_per_user_per_day"),
        count("concurrent_share"),
        time("retention"),
        count("connections_per_server"),
        count("replication_factor"),
        count("peak_factor"),
        size("metadata_per_message"),
        time("heartbeat_interval"),
        size("shard_size"));
  }

  /** A count or a share, its centre. */
  public Sourced<Count> count(String field) {
    return sourced(field, Count::ratio);
  }

  /** A size, its centre. */
  public Sourced<DataSize> size(String field) {
    return sourced(field, DataSize::new);
  }

  private Sourced<TimeSpan> time(String field) {
    return sourced(field, TimeSpan::new);
  }

  private <T> Sourced<T> sourced(String field, DoubleFunction<T> maker) {
    DesignInput input = inputs.inputs().get(field);
    if (input == null) {
      throw new IllegalArgumentException("no value for " + field);
    }
    return new Sourced<>(maker.apply(inputs.centre().number(field)), input.source());
  }
}

package org.plumbline.chaos.experiment.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.format.Values;

/**
 * Programs. The value is {@code {status, stdout, stderr}}, and any status will do. Arguments that
 * are one text are given to a shell, as Chaos Toolkit does; a list or an object is given as it is.
 */
final class Processes {

  private final Programs programs;

  Processes(Programs programs) {
    this.programs = programs;
  }

  JsonNode perform(Provider.Program provider, Values values)
      throws ActivityFailed, InterruptedException {
    Path program =
        programs
            .find(provider.path())
            .orElseThrow(() -> new ActivityFailed(provider.path() + " cannot be run"));
    List<String> words = words(program, values.in(provider.arguments()));
    Process process;
    try {
      process = new ProcessBuilder(words).directory(programs.workingFolder().toFile()).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new ActivityFailed(program + " could not be started: " + e.getMessage(), e);
    }
    try {
      return awaited(process, values.in(provider.timeoutSeconds()));
    } finally {
      // Only what this activity began, and only when it has not ended by itself.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static List<String> words(Path program, JsonNode arguments) {
    if (arguments.isTextual() && !arguments.textValue().isEmpty()) {
      return List.of("/bin/sh", "-c", program + " " + arguments.textValue());
    }
    List<String> words = new ArrayList<>(List.of(program.toString()));
    if (arguments.isObject()) {
      for (var each : arguments.properties()) {
        words.add(each.getKey());
        add(words, each.getValue());
      }
    } else if (arguments.isArray()) {
      arguments.forEach(each -> add(words, each));
    }
    return words;
  }

  private static void add(List<String> words, JsonNode argument) {
    String word = argument.isContainerNode() ? argument.toString() : argument.asText();
    if (!argument.isNull() && !word.isEmpty()) {
      words.add(word);
    }
  }

  private static ObjectNode awaited(Process process, JsonNode timeout)
      throws ActivityFailed, InterruptedException {
    CompletableFuture<String> out = text(process.getInputStream());
    CompletableFuture<String> err = text(process.getErrorStream());
    if (timeout.isNumber()) {
      long nanos = (long) (timeout.doubleValue() * 1e9);
      if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
        throw new ActivityFailed("process activity took too long to complete");
      }
    }
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("status", process.waitFor());
    try {
      value.put("stdout", out.join());
      value.put("stderr", err.join());
    } catch (CompletionException e) {
      throw new ActivityFailed("its output could not be read: " + e.getCause(), e);
    }
    return value;
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }
}

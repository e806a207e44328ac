package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Experiment;

/**
 * What a run did, in the format of Chaos Toolkit's documentation, {@code
 * sources/reference/api/journal.md}.
 *
 * @param deviated whether the hypothesis was not met during or after the method
 * @param before null when it was not looked at
 * @param during each look, in order
 * @param after null when it was not looked at
 */
public record Journal(
    Experiment experiment,
    Status status,
    boolean deviated,
    Instant start,
    Instant end,
    @Nullable SteadyState before,
    List<SteadyState> during,
    @Nullable SteadyState after,
    List<ActivityRun> run,
    List<ActivityRun> rollbacks) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The file's name in the folder of a run. */
  public static final String FILE = "journal.json";

  public Journal {
    during = List.copyOf(during);
    run = List.copyOf(run);
    rollbacks = List.copyOf(rollbacks);
  }

  /** Writes it. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json());
  }

  /** As it is written. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.set("experiment", experiment.source());
    json.put("start", start.toString());
    json.put("status", status.word());
    json.put("deviated", deviated);
    ObjectNode states = json.putObject("steady_states");
    states.set("before", before == null ? null : before.json());
    states.set("after", after == null ? null : after.json());
    ArrayNode looks = states.putArray("during");
    during.forEach(each -> looks.add(each.json()));
    put(json.putArray("run"), run);
    put(json.putArray("rollbacks"), rollbacks);
    json.put("end", end.toString());
    json.put("duration", ActivityRun.seconds(start, end));
    return json;
  }

  private static void put(ArrayNode list, List<ActivityRun> runs) {
    runs.forEach(each -> list.add(each.json()));
  }
}

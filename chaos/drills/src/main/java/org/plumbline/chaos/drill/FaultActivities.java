package org.plumbline.chaos.drill;

import static org.plumbline.chaos.experiment.format.Parameter.optional;
import static org.plumbline.chaos.experiment.format.Parameter.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.chaos.experiment.format.Parameter;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.Faults;
import org.plumbline.chaos.fault.Toxic;
import org.plumbline.chaos.fault.kafka.KafkaFaults;

/** What breaks things, and what heals them. */
final class FaultActivities {

  private static final Parameter PROCESS = required("process", Parameter.Type.TEXT);
  private static final Parameter NODE = required("node", Parameter.Type.TEXT);
  private static final Parameter LINKS = required("links", Parameter.Type.TEXTS);
  private static final Parameter PRELUDE = optional("prelude", Parameter.Type.FLAG);
  private static final double GRACE_SECONDS = 15;

  private FaultActivities() {}

  /** Makes a fault of the arguments. */
  private interface Maker {
    Fault of(Breakage breakage, ObjectNode arguments);
  }

  static List<SceneActivity> all() {
    List<SceneActivity> all = new ArrayList<>(ofProcesses());
    all.addAll(ofLinks());
    all.addAll(ofContents());
    all.add(heal());
    return List.copyOf(all);
  }

  private static List<SceneActivity> ofProcesses() {
    return List.of(
        strike(
            "kill_process",
            "SIGKILL to a node or server",
            (on, with) -> faults(on).killProcess(text(with, "process")),
            PROCESS),
        strike(
            "terminate_process",
            "SIGTERM, and SIGKILL after the grace in seconds",
            (on, with) ->
                faults(on)
                    .terminateProcess(text(with, "process"), seconds(with, "grace", GRACE_SECONDS)),
            PROCESS,
            optional("grace", Parameter.Type.NUMBER)),
        strike(
            "pause_process",
            "SIGSTOP to a node or server",
            (on, with) -> faults(on).pauseProcess(text(with, "process")),
            PROCESS),
        strike(
            "fill_disk",
            "a node or server can write no file",
            (on, with) -> faults(on).fillDisk(text(with, "process")),
            PROCESS),
        strike(
            "shift_clock",
            "a node's clock jumps by so many milliseconds",
            (on, with) ->
                faults(on).shiftClock(text(with, "node"), with.path("offset_ms").longValue()),
            NODE,
            required("offset_ms", Parameter.Type.WHOLE)));
  }

  private static List<SceneActivity> ofLinks() {
    return List.of(
        strike(
            "close_links",
            "links are closed; * stands for anything",
            (on, with) -> faults(on).linkDown(links(with)),
            LINKS),
        strike(
            "flap_links",
            "links are closed and open in turn, each for the period in seconds",
            (on, with) -> faults(on).flappingLinks(links(with), seconds(with, "period", 2)),
            LINKS,
            optional("period", Parameter.Type.NUMBER)),
        strike(
            "toxic_on_links",
            "a toxic on links, in Toxiproxy's words",
            (on, with) -> faults(on).toxic(links(with), toxic(with)),
            LINKS,
            required("type", Parameter.Type.TEXT),
            required("stream", Parameter.Type.TEXT),
            optional("toxicity", Parameter.Type.NUMBER),
            optional("attributes", Parameter.Type.OBJECT)));
  }

  /** What is stored, numbered, read and shared out. */
  private static List<SceneActivity> ofContents() {
    return List.of(
        strike("empty_redis", "Redis forgets everything", (on, with) -> faults(on).emptyRedis()),
        strike(
            "duplicate_node",
            "a second node process with that node's number",
            (on, with) -> faults(on).duplicateNode(text(with, "node"), text(with, "name")),
            NODE,
            required("name", Parameter.Type.TEXT)),
        strike(
            "slow_consumer",
            "a device at the node that does not read",
            (on, with) -> faults(on).slowConsumer(text(with, "node"), "slow"),
            NODE),
        strike(
            "poison_records",
            "broken records in each partition of the log",
            (on, with) ->
                new KafkaFaults(on.scene().environment())
                    .poisonRecord(with.path("per_partition").asInt(1)),
            optional("per_partition", Parameter.Type.WHOLE)),
        strike(
            "rebalance",
            "a worker leaves the group that shares the log",
            (on, with) -> new KafkaFaults(on.scene().environment()).rebalance(text(with, "node")),
            NODE));
  }

  private static SceneActivity strike(
      String name, String help, Maker maker, Parameter... parameters) {
    List<Parameter> all = new ArrayList<>(List.of(parameters));
    all.add(PRELUDE);
    return new SceneActivity(
        Signature.action(name, help, all.toArray(Parameter[]::new)),
        (breakage, arguments) -> {
          try {
            Fault fault = maker.of(breakage, arguments);
            breakage.strike(fault, arguments.path("prelude").asBoolean(false));
            return NullNode.getInstance();
          } catch (IllegalArgumentException e) {
            throw new ActivityFailed(String.valueOf(e.getMessage()), e);
          }
        });
  }

  /** Doing it twice does no harm: as a rollback it heals what the method has not. */
  private static SceneActivity heal() {
    return new SceneActivity(
        Signature.action(
            "heal",
            "heals all that is broken; waits until it serves and devices are connected again",
            optional("ready_within", Parameter.Type.NUMBER),
            optional("connected_within", Parameter.Type.NUMBER)),
        FaultActivities::healed);
  }

  private static JsonNode healed(Breakage breakage, ObjectNode with)
      throws ActivityFailed, InterruptedException {
    return BooleanNode.valueOf(
        breakage.heal(seconds(with, "ready_within", 0), seconds(with, "connected_within", 0)));
  }

  private static Faults faults(Breakage breakage) {
    return new Faults(breakage.scene().environment());
  }

  private static String text(ObjectNode arguments, String name) {
    return arguments.path(name).asText();
  }

  static Duration seconds(ObjectNode arguments, String name, double otherwise) {
    return Duration.ofNanos((long) (arguments.path(name).asDouble(otherwise) * 1e9));
  }

  private static List<String> links(ObjectNode arguments) {
    JsonNode given = arguments.path("links");
    List<String> links = new ArrayList<>();
    if (given.isTextual()) {
      links.add(given.textValue());
    }
    given.forEach(each -> links.add(each.asText()));
    return links;
  }

  private static Toxic toxic(ObjectNode arguments) {
    Map<String, Number> attributes = new TreeMap<>();
    arguments
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().numberValue()));
    return new Toxic(
        text(arguments, "type"),
        text(arguments, "stream"),
        arguments.path("toxicity").asDouble(1),
        attributes);
  }
}

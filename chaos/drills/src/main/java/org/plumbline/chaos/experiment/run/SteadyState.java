package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One look at the hypothesis, which ends at the first probe that is not within its tolerance.
 *
 * @param met whether all were
 */
public record SteadyState(boolean met, List<ActivityRun> probes) {

  public SteadyState {
    probes = List.copyOf(probes);
  }

  /** In one line: met, or which probe was not and what it gave. */
  public String summary() {
    if (met) {
      return "met";
    }
    ActivityRun last = probes.getLast();
    String why = last.failure();
    return "not met: "
        + last.activity().name()
        + (why == null ? " gave " + shown(last.output().toString()) : " failed: " + shown(why));
  }

  private static String shown(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("steady_state_met", met);
    ArrayNode runs = json.putArray("probes");
    probes.forEach(each -> runs.add(each.json()));
    return json;
  }
}

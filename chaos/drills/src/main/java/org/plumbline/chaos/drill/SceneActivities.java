package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.Activities;
import org.plumbline.chaos.experiment.provider.ActivityFailed;

/** All activities that a drill offers to its file, on one scene. */
final class SceneActivities implements Activities {

  private static final Map<String, SceneActivity> ALL =
      Stream.of(
              FaultActivities.all(),
              LoadActivities.all(),
              StoreActivities.all(),
              TwinActivities.all(),
              CrowdActivities.all())
          .flatMap(List::stream)
          .collect(
              Collectors.toUnmodifiableMap(each -> each.signature().name(), Function.identity()));

  private final Breakage breakage;

  SceneActivities(Breakage breakage) {
    this.breakage = breakage;
  }

  /** What there is, for those who only read a file. */
  static Map<String, Signature> known() {
    return ALL.values().stream()
        .map(SceneActivity::signature)
        .collect(Collectors.toUnmodifiableMap(Signature::name, Function.identity()));
  }

  @Override
  public Map<String, Signature> signatures() {
    return known();
  }

  @Override
  public JsonNode perform(String name, ObjectNode arguments)
      throws ActivityFailed, InterruptedException {
    return Objects.requireNonNull(ALL.get(name), name).body().perform(breakage, arguments);
  }
}

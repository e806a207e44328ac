package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that can run here.
 *
 * @param contributions high, medium, low or none, by property
 * @param values configuration and secrets, looked up
 * @param hypothesis what normal looks like, when that is said
 * @param extensions each with its {@code name}
 * @param source the file, for the journal
 */
public record Experiment(
    String title,
    String description,
    List<String> tags,
    SortedMap<String, String> contributions,
    Values values,
    @Nullable Hypothesis hypothesis,
    List<Activity> method,
    List<Activity> rollbacks,
    Strategies strategies,
    List<ObjectNode> extensions,
    ObjectNode source) {

  public Experiment {
    tags = List.copyOf(tags);
    method = List.copyOf(method);
    rollbacks = List.copyOf(rollbacks);
    extensions = List.copyOf(extensions);
  }

  /** The same hypothesis looked at during another method, with nothing done and nothing undone. */
  public Experiment calm(Activity waiting) {
    return new Experiment(
        title,
        description,
        tags,
        contributions,
        values,
        hypothesis,
        List.of(waiting),
        List.of(),
        strategies.duringOnly(),
        extensions,
        source);
  }

  /** The extension of that name. */
  public Optional<ObjectNode> extension(String name) {
    return extensions.stream().filter(each -> each.path("name").asText().equals(name)).findFirst();
  }

  /** Whether it can run only within one of our drills. */
  public boolean isDrill() {
    return extension(Provider.Own.TYPE).isPresent()
        || any(provider -> provider instanceof Provider.Own);
  }

  /** Whether it needs a Toxiproxy, and does not say which one. */
  public boolean needsOurToxiproxy() {
    return any(provider -> provider instanceof Provider.Toxiproxy)
        && values.configuration().keySet().stream()
            .noneMatch(name -> name.equals("toxiproxy_host") || name.equals("toxiproxy_url"));
  }

  private boolean any(Predicate<Provider> wanted) {
    List<Activity> all = new ArrayList<>(method);
    all.addAll(rollbacks);
    Hypothesis normal = hypothesis;
    if (normal != null) {
      all.addAll(normal.probes());
      for (Activity probe : normal.probes()) {
        if (probe.tolerance() instanceof Tolerance.ByProbe by) {
          all.add(by.probe());
        }
      }
    }
    return all.stream().map(Activity::provider).anyMatch(wanted);
  }
}

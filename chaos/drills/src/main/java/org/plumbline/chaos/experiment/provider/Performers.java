package org.plumbline.chaos.experiment.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.format.Values;

/** Finds for each activity who performs it. Safe for use by several threads. */
public final class Performers {

  private final Processes processes;
  private final Toxiproxies toxiproxies;
  private final Activities own;
  private Values values;

  /**
   * All of them.
   *
   * @param values configuration and secrets as the run begins
   * @param toxiproxy of an experiment that names none
   */
  public Performers(Values values, Programs programs, Optional<URI> toxiproxy, Activities own) {
    this.values = values;
    this.processes = new Processes(programs);
    this.toxiproxies = new Toxiproxies(toxiproxy, programs.environment());
    this.own = own;
  }

  /** Configuration and secrets as they are now. */
  public synchronized Values values() {
    return values;
  }

  private synchronized void add(Values before, Values after) {
    after
        .configuration()
        .forEach(
            (name, value) -> {
              if (!value.equals(before.configuration().get(name))) {
                values = values.with(name, value);
              }
            });
  }

  /**
   * Performs an activity.
   *
   * @return its value
   * @throws ActivityFailed when it could not be done
   * @throws InterruptedException when the run is to end
   */
  public JsonNode perform(Provider provider) throws ActivityFailed, InterruptedException {
    Values now = values();
    return switch (provider) {
      case Provider.Http http -> Requests.perform(http, now);
      case Provider.Program process -> processes.perform(process, now);
      case Provider.Toxiproxy toxiproxy -> {
        Toxiproxies.Result result = toxiproxies.perform(toxiproxy, now);
        add(now, result.values());
        yield result.value();
      }
      case Provider.Own activity ->
          own.perform(activity.func(), (ObjectNode) now.in(activity.arguments()));
    };
  }
}

package org.plumbline.chaos.workload;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What the driver sees of the servers besides what its devices do.
 *
 * @param pushProviders the control address of the providers' stand-ins
 * @param metrics of each node, by its name: its Prometheus page
 * @param clock the time of day, which the providers tell
 */
public record Outlook(Optional<URI> pushProviders, Map<String, URI> metrics, InstantSource clock) {

  /** Nothing. */
  public static final Outlook NONE =
      new Outlook(Optional.empty(), Map.of(), InstantSource.system());

  public Outlook {
    metrics = Map.copyOf(metrics);
  }
}

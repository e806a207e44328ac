package org.plumbline.messenger.feature;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the nodes count. */
final class NodeMetrics {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FeatureWorld world;

  NodeMetrics(FeatureWorld world) {
    this.world = world;
  }

  /** The sum over all nodes of a series with this label, {@code cause="token"}. */
  double sum(String series, String label) {
    return world.environment().nodes().stream()
        .flatMap(node -> read(HttpRequest.newBuilder(node.metrics()).timeout(PATIENCE)).lines())
        .filter(line -> line.startsWith(series + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String read(HttpRequest.Builder request) {
    try {
      return world.http().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError("metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

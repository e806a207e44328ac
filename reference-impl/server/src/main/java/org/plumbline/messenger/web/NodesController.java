package org.plumbline.messenger.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** {@code GET /nodes/v1}: where else a browser finds the messenger when this node is gone. */
@Controller("/nodes/v1")
final class NodesController {

  private final WebConfig config;

  NodesController(WebConfig config) {
    this.config = config;
  }

  /** All nodes that browsers may use; empty when there is one address for all of them. */
  @Get
  Nodes nodes() {
    return new Nodes(config.nodes().stream().map(Node::new).toList());
  }

  /** The nodes. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Nodes(List<Node> nodes) {}

  /**
   * A node.
   *
   * @param web its origin
   */
  @Serdeable
  record Node(String web) {}
}

package org.plumbline.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.compose.Topology;

/** A toxic on one link or on several. */
final class ToxicOnLinks implements Fault {

  private final Toxiproxy toxiproxy;
  private final int port;
  private final List<Topology.LinkAddress> links;
  private final Toxic toxic;
  private final String name;
  private @Nullable LinkTraffic before;

  ToxicOnLinks(int port, List<Topology.LinkAddress> links, Toxic toxic) {
    this.toxiproxy = new Toxiproxy(port);
    this.port = port;
    this.links = List.copyOf(links);
    this.toxic = toxic;
    this.name = "fault_" + toxic.type() + "_" + toxic.stream();
  }

  @Override
  public String what() {
    return toxic + " on " + names(links);
  }

  static String names(List<Topology.LinkAddress> links) {
    return links.stream().map(Topology.LinkAddress::proxy).collect(Collectors.joining(", "));
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.ResetProxies(port));
  }

  @Override
  public void strike() throws FaultFailure {
    try {
      before = LinkTraffic.of(toxiproxy, links);
      for (Topology.LinkAddress link : links) {
        toxiproxy.add(link.proxy(), name, toxic);
      }
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Proof proof() {
    LinkTraffic then = before;
    if (then == null) {
      return Proof.none("it has not struck");
    }
    try {
      for (Topology.LinkAddress link : links) {
        if (!isOn(toxiproxy.proxy(link.proxy()))) {
          return Proof.none("no such toxic on " + link.proxy());
        }
      }
      LinkTraffic since = LinkTraffic.of(toxiproxy, links).since(then);
      String seen =
          "the toxic is on "
              + names(links)
              + ", where "
              + since.in()
              + " bytes came and "
              + since.out()
              + " went since, over "
              + since.connections()
              + " connections that stand";
      return new Proof(since.in() + since.out() > 0, seen);
    } catch (IOException e) {
      return Proof.none(String.valueOf(e.getMessage()));
    }
  }

  private boolean isOn(JsonNode proxy) {
    for (JsonNode each : proxy.path("toxics")) {
      if (each.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void heal() throws FaultFailure {
    try {
      for (Topology.LinkAddress link : links) {
        toxiproxy.remove(link.proxy(), name);
      }
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }
}

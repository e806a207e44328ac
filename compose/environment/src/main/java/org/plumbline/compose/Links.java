package org.plumbline.compose;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The proxies of all links. They are made at the start, whether or not they are used, so that
 * switching them on needs a restart of the nodes alone.
 */
final class Links {
  private final ToxiproxyClient client;
  private final Map<Link, Topology.LinkAddress> addresses = new LinkedHashMap<>();

  private Links(ToxiproxyClient client) {
    this.client = client;
  }

  static Links create(Site site) throws EnvironmentFailure {
    var client = new ToxiproxyClient(Loopback.HOST, site.ports().of("toxiproxy"));
    var links = new Links(client);
    for (var node : site.plan().nodeIds()) {
      links.add(site, new Link(Link.CLIENT, node), node);
      for (var part : site.plan().parts()) {
        if (part != Part.TOXIPROXY) {
          var upstream = part == Part.KAFKA ? KafkaServer.listenerOf(node) : part.id();
          links.add(site, new Link(node, part.id()), upstream);
          if (part == Part.PUSH) {
            links.add(site, PushServer.apnsLink(node), PushServer.APNS);
          }
        }
      }
      for (var peer : site.plan().nodeIds()) {
        if (!peer.equals(node)) {
          links.add(site, new Link(node, peer), NodeSettings.linkPortOf(peer));
        }
      }
    }
    if (site.plan().has(Part.S3)) {
      links.add(site, new Link(Link.CLIENT, Part.S3.id()), Part.S3.id());
    }
    return links;
  }

  ToxiproxyClient client() {
    return client;
  }

  List<Topology.LinkAddress> addresses() {
    return List.copyOf(addresses.values());
  }

  Proxy proxy(String from, String to) throws EnvironmentFailure {
    var link = new Link(from, to);
    if (!addresses.containsKey(link)) {
      throw new NoSuchElementException(link + " (expected one of: " + addresses.keySet() + ")");
    }
    return proxy(client, link);
  }

  static Proxy proxy(ToxiproxyClient client, Link link) throws EnvironmentFailure {
    try {
      return client.getProxy(link.toString());
    } catch (IOException e) {
      throw failure(link, e);
    }
  }

  private void add(Site site, Link link, String upstream) throws EnvironmentFailure {
    var name = link.toString();
    var port = site.ports().of(name);
    var upstreamPort = site.ports().of(upstream);
    site.ports().release(name);
    try {
      client.createProxy(name, Loopback.HOST + ":" + port, Loopback.HOST + ":" + upstreamPort);
    } catch (IOException e) {
      throw failure(link, e);
    }
    addresses.put(link, new Topology.LinkAddress(link.from(), link.to(), name, port, upstreamPort));
  }

  private static EnvironmentFailure failure(Link link, IOException e) {
    return new EnvironmentFailure(
        "toxiproxy",
        "no proxy for " + link + ": " + e.getMessage(),
        List.of(String.valueOf(e.getMessage())),
        "look for the cause in the log of toxiproxy; start again when a port was taken",
        e);
  }
}

package org.plumbline.chaos.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.plumbline.compose.Topology;

/** Links that are closed: what stands is cut, and what comes is refused. */
final class LinkDown implements Fault {

  private static final int CONNECT_MILLIS = 500;

  private final Toxiproxy toxiproxy;
  private final int port;
  private final List<Topology.LinkAddress> links;

  LinkDown(int port, List<Topology.LinkAddress> links) {
    this.toxiproxy = new Toxiproxy(port);
    this.port = port;
    this.links = List.copyOf(links);
  }

  @Override
  public String what() {
    return "down: " + ToxicOnLinks.names(links);
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.ResetProxies(port));
  }

  @Override
  public void strike() throws FaultFailure {
    enable(false);
  }

  @Override
  public Proof proof() {
    for (Topology.LinkAddress link : links) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), link.port()), CONNECT_MILLIS);
        return Proof.none(link.proxy() + " takes connections");
      } catch (IOException e) {
        // Refused, as it should be.
      }
    }
    return Proof.active("refused: connections to " + ToxicOnLinks.names(links));
  }

  @Override
  public void heal() throws FaultFailure {
    enable(true);
  }

  private void enable(boolean enabled) throws FaultFailure {
    try {
      for (Topology.LinkAddress link : links) {
        toxiproxy.enable(link.proxy(), enabled);
      }
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }
}

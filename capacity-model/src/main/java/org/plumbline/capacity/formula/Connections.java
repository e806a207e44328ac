package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** How many sockets there are, and how many servers hold them. */
public final class Connections {
  private Connections() {}

  /** Users x share that is connected at once (s0 line 30: 20%; s1, s3, s4: all). */
  public static Count concurrent(double users, double onlineShare) {
    return new Count(users * onlineShare, "connections");
  }

  /** Connections over what one server holds (s1 line 78, s3 line 39, s4 line 40). */
  public static Count servers(double connections, double connectionsPerServer) {
    return new Count(connections / connectionsPerServer, "servers");
  }

  /** The mean message rate that one of the servers sees. */
  public static EventRate messagesPerServer(EventRate messages, double servers) {
    return messages.times(1 / servers);
  }

  /** Each server fails once per MTBF and drops its sockets, so each socket drops as often. */
  public static Count forcedReconnectsPerDay(double connections, TimeSpan serverMtbf) {
    return new Count(connections / serverMtbf.days(), "reconnects");
  }

  /** Reconnects while all servers are replaced once within the window. */
  public static EventRate rollingDeployReconnects(double connections, TimeSpan window) {
    return new EventRate(connections / window.seconds(), "reconnects");
  }

  /** Servers when memory is what runs out: connections x bytes each over usable memory each. */
  public static Count serversByMemory(
      double connections, DataSize perConnection, DataSize usableMemoryPerServer) {
    return new Count(perConnection.times(connections).dividedBy(usableMemoryPerServer), "servers");
  }

  /** Servers when the processor runs out: rate x CPU time each over usable cores per server. */
  public static Count serversByCpu(
      EventRate messages, TimeSpan cpuPerMessage, double coresPerServer, double utilisation) {
    double busyCores = messages.perSecond() * cpuPerMessage.seconds();
    return new Count(busyCores / (coresPerServer * utilisation), "servers");
  }
}

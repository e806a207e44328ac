package org.plumbline.compose;

import java.io.IOException;

/** How one kind of data server is prepared, started and asked whether it is ready. */
interface DataServer extends Readiness.Probe {
  Part part();

  /** The port at which clients reach it directly; chosen before the first call. */
  int port();

  /** Writes its settings and starts it, without waiting. */
  ServerProcess launch() throws EnvironmentFailure, IOException;

  static DataServer of(Part part, Site site) {
    return switch (part) {
      case CASSANDRA -> new CassandraServer(site);
      case KAFKA -> new KafkaServer(site);
      case REDIS -> new RedisServer(site);
      case MARIADB -> new MariadbServer(site);
      case PUSH -> new PushServer(site);
      case S3 -> new S3Server(site);
      case TOXIPROXY -> new ToxiproxyServer(site);
    };
  }
}

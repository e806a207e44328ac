package org.plumbline.compose;

import java.util.Locale;

/** A data server of the environment. The nodes of the messenger are counted, not named here. */
public enum Part {
  CASSANDRA,
  KAFKA,
  REDIS,
  MARIADB,
  PUSH,
  S3,
  TOXIPROXY;

  /** The name in addresses, links, log files and {@code state.json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

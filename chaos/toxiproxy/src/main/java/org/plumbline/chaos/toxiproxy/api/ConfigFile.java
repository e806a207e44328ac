package org.plumbline.chaos.toxiproxy.api;

import org.plumbline.chaos.toxiproxy.proxy.Proxies;

/** The file of {@code -config}: the body of a {@code POST /populate}. */
public final class ConfigFile {
  private ConfigFile() {}

  /** Creates the file's proxies and returns what to log about it. */
  public static String populate(Proxies proxies, String text) {
    var answer = new Routes(proxies, null).answer("POST", "/populate", text);
    return answer.status() == 201
        ? "Populated proxies from file"
        : "Failed to populate proxies from file: " + answer.body();
  }
}

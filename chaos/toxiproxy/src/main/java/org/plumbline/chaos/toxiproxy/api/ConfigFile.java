package org.plumbline.chaos.toxiproxy.api;

import java.util.ArrayList;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.ProxyEdit;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;

/** The file of {@code -config}: the body of a {@code POST /populate}. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Creates the file's proxies; what stands before the first failure stays.
   *
   * @return how many it created
   */
  public static int populate(Proxies proxies, String text) throws Refusal {
    var populated = populated(proxies, text);
    var failure = populated.failure();
    if (failure != null) {
      throw failure;
    }
    return populated.proxies().size();
  }

  static Proxies.Populated populated(Proxies proxies, String text) throws Refusal {
    var wanted = new ArrayList<ProxyEdit>();
    for (var one : GoJson.objects(text)) {
      wanted.add(Shapes.proxyEdit(one));
    }
    return proxies.populate(wanted);
  }
}

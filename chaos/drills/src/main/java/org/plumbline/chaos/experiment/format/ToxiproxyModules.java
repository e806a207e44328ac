package org.plumbline.chaos.experiment.format;

import static org.plumbline.chaos.experiment.format.Parameter.optional;
import static org.plumbline.chaos.experiment.format.Parameter.required;
import static org.plumbline.chaos.experiment.format.Signature.action;
import static org.plumbline.chaos.experiment.format.Signature.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions of {@code chaostoolkit-toxiproxy} with their parameters, by Python module: the only
 * Python that a file may name here, since no Python runs.
 */
public final class ToxiproxyModules {

  private static final Parameter PROXY = required("proxy_name", Parameter.Type.TEXT);
  private static final Parameter FOR = required("for_proxy", Parameter.Type.TEXT);
  private static final Parameter TOXIC = required("toxic_name", Parameter.Type.TEXT);

  private static final Map<String, Map<String, Signature>> MODULES =
      new TreeMap<>(
          Map.of(
              "chaostoxi.proxy.actions",
              byName(
                  action(
                      "create_proxy",
                      "makes a proxy; its port becomes the configuration <name>_PORT",
                      PROXY,
                      required("upstream_host", Parameter.Type.TEXT),
                      required("upstream_port", Parameter.Type.TEXT_OR_NUMBER),
                      optional("listen_host", Parameter.Type.TEXT),
                      optional("listen_port", Parameter.Type.TEXT_OR_NUMBER),
                      optional("enabled", Parameter.Type.FLAG)),
                  action("disable_proxy", "closes it", PROXY),
                  action("enable_proxy", "opens it", PROXY),
                  action(
                      "modify_proxy",
                      "changes what is given",
                      PROXY,
                      optional("listen_address", Parameter.Type.TEXT),
                      optional("upstream_address", Parameter.Type.TEXT),
                      optional("enabled", Parameter.Type.FLAG)),
                  action("delete_proxy", "removes it", PROXY),
                  action("reset", "opens all proxies and removes all toxics")),
              "chaostoxi.proxy.probes",
              byName(
                  probe("proxy_exist", "whether there is such a proxy", PROXY),
                  probe(
                      "get_proxy_attribute",
                      "a field of the proxy",
                      PROXY,
                      required("attribute", Parameter.Type.TEXT))),
              "chaostoxi.toxic.actions",
              byName(
                  action(
                      "create_toxic",
                      "adds a toxic of any type",
                      FOR,
                      TOXIC,
                      required("toxic_type", Parameter.Type.TEXT),
                      optional("stream", Parameter.Type.TEXT),
                      optional("toxicity", Parameter.Type.NUMBER),
                      optional("attributes", Parameter.Type.OBJECT)),
                  toxic(
                      "create_latency_toxic",
                      required("latency", Parameter.Type.NUMBER),
                      optional("jitter", Parameter.Type.NUMBER)),
                  toxic(
                      "create_bandwith_degradation_toxic", required("rate", Parameter.Type.NUMBER)),
                  toxic(
                      "create_slow_connection_close_toxic",
                      required("delay", Parameter.Type.NUMBER)),
                  toxic("create_timeout_toxic", required("timeout", Parameter.Type.NUMBER)),
                  toxic(
                      "create_slicer_toxic",
                      required("average_size", Parameter.Type.NUMBER),
                      required("size_variation", Parameter.Type.NUMBER),
                      required("delay", Parameter.Type.NUMBER)),
                  toxic("create_limiter_toxic", required("bytes_limit", Parameter.Type.NUMBER)),
                  action("delete_toxic", "removes a toxic", FOR, TOXIC))));

  private ToxiproxyModules() {}

  private static Signature toxic(String name, Parameter... attributes) {
    Parameter[] all = Arrays.copyOf(new Parameter[] {FOR, TOXIC}, 2 + attributes.length);
    System.arraycopy(attributes, 0, all, 2, attributes.length);
    return action(name, "adds a toxic, downstream, to every connection", all);
  }

  private static Map<String, Signature> byName(Signature... signatures) {
    Map<String, Signature> named = new TreeMap<>();
    for (Signature each : signatures) {
      named.put(each.name(), each);
    }
    return named;
  }

  /** The functions by module and name, sorted. */
  public static Map<String, Map<String, Signature>> all() {
    return MODULES;
  }
}

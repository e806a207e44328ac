package org.plumbline.chaos.toxiproxy.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.ProxyEdit;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;
import org.plumbline.chaos.toxiproxy.proxy.ToxicChain;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;

/** Which request does what. */
final class Routes {
  private final Proxies proxies;
  private final @Nullable Supplier<String> metrics;

  Routes(Proxies proxies, @Nullable Supplier<String> metrics) {
    this.proxies = proxies;
    this.metrics = metrics;
  }

  /**
   * Carries out a request.
   *
   * @param path decoded, without query
   */
  Answer answer(String method, String path, String body) {
    var parts = List.of(path.split("/", -1));
    try {
      return switch (parts.size()) {
        case 2 -> top(method, parts.get(1), body);
        case 3 -> isProxies(parts) ? proxy(method, parts.get(2), body) : Answer.unknownPath();
        case 4 ->
            isProxies(parts) && parts.get(3).equals("toxics")
                ? toxics(method, parts.get(2), body)
                : Answer.unknownPath();
        case 5 ->
            isProxies(parts) && parts.get(3).equals("toxics") && !parts.get(4).isEmpty()
                ? toxic(method, parts.get(2), parts.get(4), body)
                : Answer.unknownPath();
        default -> Answer.unknownPath();
      };
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  private static boolean isProxies(List<String> parts) {
    return parts.get(1).equals("proxies") && !parts.get(2).isEmpty();
  }

  /** Errors are JSON, but Go's http.Error says that they are text, and adds a newline. */
  static Answer refused(Refusal refusal) {
    int status = status(refusal);
    return Answer.of(status, Answer.TEXT, Shapes.error(refusal.reason(), status) + "\n");
  }

  private static int status(Refusal refusal) {
    return switch (refusal.kind()) {
      case BAD_REQUEST -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case FAILED -> 500;
    };
  }

  private Answer top(String method, String name, String body) throws Refusal {
    return switch (name) {
      case "proxies" ->
          switch (method) {
            case "GET" -> Answer.json(200, Shapes.proxies(proxies.all()).toString());
            case "POST" -> {
              var wanted = Shapes.proxyEdit(GoJson.object(body));
              yield Answer.json(201, Shapes.proxy(proxies.create(wanted)).toString());
            }
            default -> Answer.wrongMethod();
          };
      case "reset" -> {
        if (!method.equals("POST")) {
          yield Answer.wrongMethod();
        }
        proxies.reset();
        yield Answer.empty(204);
      }
      case "populate" -> method.equals("POST") ? populate(body) : Answer.wrongMethod();
      case "version" ->
          method.equals("GET")
              ? Answer.of(
                  200,
                  "application/json;charset=utf-8",
                  "{\"version\": \"" + HttpApi.VERSION + "\"}\n")
              : Answer.wrongMethod();
      case "metrics" ->
          metrics == null
              ? Answer.unknownPath()
              : Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
      default -> Answer.unknownPath();
    };
  }

  /** Its errors stay JSON, and list what was put in place before the failure. */
  private Answer populate(String body) {
    try {
      var wanted = new ArrayList<ProxyEdit>();
      for (var one : GoJson.objects(body)) {
        wanted.add(Shapes.proxyEdit(one));
      }
      return populated(proxies.populate(wanted));
    } catch (Refusal refusal) {
      return populated(new Proxies.Populated(List.of(), refusal));
    }
  }

  private static Answer populated(Proxies.Populated outcome) {
    var failure = outcome.failure();
    int status = failure == null ? 201 : status(failure);
    var json = failure == null ? Shapes.nothing() : Shapes.error(failure.reason(), status);
    json.set("proxies", Shapes.listOrNull(outcome.proxies()));
    return Answer.json(status, json.toString());
  }

  private Answer proxy(String method, String name, String body) throws Refusal {
    return switch (method) {
      case "GET" -> Answer.json(200, Shapes.proxy(proxies.get(name)).toString());
      case "POST", "PATCH" -> {
        var proxy = proxies.get(name);
        proxy.update(Shapes.proxyEdit(GoJson.object(body)));
        yield Answer.json(200, Shapes.proxy(proxy).toString());
      }
      case "DELETE" -> {
        proxies.remove(name);
        yield Answer.empty(204);
      }
      default -> Answer.wrongMethod();
    };
  }

  private Answer toxics(String method, String proxy, String body) throws Refusal {
    return switch (method) {
      case "GET" -> Answer.json(200, Shapes.toxics(proxies.get(proxy).toxics().all()).toString());
      case "POST" -> {
        var chain = proxies.get(proxy).toxics();
        var toxic = Shapes.newToxic(GoJson.object(body), chain);
        chain.add(toxic);
        yield Answer.json(200, Shapes.toxic(toxic).toString());
      }
      default -> Answer.wrongMethod();
    };
  }

  private Answer toxic(String method, String proxy, String name, String body) throws Refusal {
    return switch (method) {
      case "GET" ->
          Answer.json(200, Shapes.toxic(proxies.get(proxy).toxics().get(name)).toString());
      case "POST", "PATCH" -> {
        var chain = proxies.get(proxy).toxics();
        yield Answer.json(200, Shapes.toxic(update(chain, name, body)).toString());
      }
      case "DELETE" -> {
        proxies.get(proxy).toxics().remove(name);
        yield Answer.empty(204);
      }
      default -> Answer.wrongMethod();
    };
  }

  private static Toxic update(ToxicChain chain, String name, String body) throws Refusal {
    var type = chain.get(name).type();
    var json = GoJson.object(body);
    var attributes = Shapes.attributes(type, json);
    var toxicity = json.number("toxicity");
    try {
      return chain.update(name, old -> old.with(attributes, toxicity.orElse(old.toxicity())));
    } catch (IllegalArgumentException e) {
      throw GoJson.badBody(String.valueOf(e.getMessage()));
    }
  }
}

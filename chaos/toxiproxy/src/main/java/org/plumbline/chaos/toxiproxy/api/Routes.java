package org.plumbline.chaos.toxiproxy.api;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;
import org.plumbline.chaos.toxiproxy.proxy.ToxicChain;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;

/** Which request does what. */
final class Routes {
  private static final Match UNKNOWN = unmatched(Answer.unknownPath());
  private static final Match WRONG_METHOD = unmatched(Answer.wrongMethod());

  private final Proxies proxies;
  private final List<Supplier<String>> pages;
  private final @Nullable Supplier<String> live;

  /**
   * The routes of a server.
   *
   * @param pages what {@code /metrics} shows, one after the other; without any it is unknown
   * @param live what {@code /metrics/live} shows; without it that is unknown
   */
  Routes(Proxies proxies, List<Supplier<String>> pages, @Nullable Supplier<String> live) {
    this.proxies = proxies;
    this.pages = pages;
    this.live = live;
  }

  /** What a request asks for; it may block. */
  @FunctionalInterface
  interface Action {
    Answer on(String body) throws Refusal;
  }

  /**
   * The action of a method on a path.
   *
   * @param matched false when the router itself answers: unknown path, wrong method, redirect
   */
  record Match(Action action, boolean matched) {
    /** Carries out the request. */
    Answer answer(String body) {
      try {
        return action.on(body);
      } catch (Refusal refusal) {
        return refused(refusal);
      }
    }
  }

  /**
   * Finds what to do.
   *
   * @param path decoded, without query
   */
  Match find(String method, String path) {
    var clean = CleanPath.of(path);
    if (!clean.equals(path)) {
      return unmatched(Answer.movedTo(CleanPath.encoded(clean)));
    }
    var parts = List.of(path.split("/", -1));
    return switch (parts.size()) {
      case 2 -> top(method, parts.get(1));
      case 3 -> isProxies(parts) ? proxy(method, parts.get(2)) : live(path);
      case 4 ->
          isProxies(parts) && parts.get(3).equals("toxics")
              ? toxics(method, parts.get(2))
              : UNKNOWN;
      case 5 ->
          isProxies(parts) && parts.get(3).equals("toxics") && !parts.get(4).isEmpty()
              ? toxic(method, parts.get(2), parts.get(4))
              : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static Match unmatched(Answer answer) {
    return new Match(_ -> answer, false);
  }

  private static Match matched(Action action) {
    return new Match(action, true);
  }

  private static boolean isProxies(List<String> parts) {
    return parts.get(1).equals("proxies") && !parts.get(2).isEmpty();
  }

  /** Errors are JSON, but Go's http.Error says that they are text, and adds a newline. */
  static Answer refused(Refusal refusal) {
    int status = status(refusal);
    return Answer.of(status, Answer.TEXT, GoText.of(Shapes.error(refusal.reason(), status)) + "\n");
  }

  private static int status(Refusal refusal) {
    return switch (refusal.kind()) {
      case BAD_REQUEST -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case FAILED -> 500;
    };
  }

  private Match top(String method, String name) {
    return switch (name) {
      case "proxies" ->
          switch (method) {
            case "GET" -> matched(_ -> Answer.json(200, GoText.of(Shapes.proxies(proxies.all()))));
            case "POST" -> matched(this::create);
            default -> WRONG_METHOD;
          };
      case "reset" -> method.equals("POST") ? matched(_ -> reset()) : WRONG_METHOD;
      case "populate" -> method.equals("POST") ? matched(this::populate) : WRONG_METHOD;
      case "version" -> method.equals("GET") ? matched(_ -> version()) : WRONG_METHOD;
      case "metrics" -> pages.isEmpty() ? UNKNOWN : matched(_ -> metrics());
      default -> UNKNOWN;
    };
  }

  private Answer create(String body) throws Refusal {
    var wanted = Shapes.proxyEdit(GoJson.object(body, GoJson.Target.PROXY));
    return Answer.json(201, GoText.of(Shapes.proxy(proxies.create(wanted))));
  }

  private Answer reset() throws Refusal {
    proxies.reset();
    return Answer.empty(204);
  }

  private static Answer version() {
    var text = "{\"version\": \"" + HttpApi.VERSION + "\"}\n";
    return Answer.of(200, "application/json;charset=utf-8", text);
  }

  private Match live(String path) {
    var page = live;
    return page == null || !path.equals("/metrics/live")
        ? UNKNOWN
        : matched(_ -> Answer.of(200, MetricsPage.CONTENT_TYPE, page.get()));
  }

  private Answer metrics() {
    var text = new StringBuilder();
    pages.forEach(page -> text.append(page.get()));
    return Answer.of(200, MetricsPage.CONTENT_TYPE, text.toString());
  }

  /** Its errors stay JSON, and list what was put in place before the failure. */
  private Answer populate(String body) {
    try {
      return populated(ConfigFile.populated(proxies, body));
    } catch (Refusal refusal) {
      return populated(new Proxies.Populated(List.of(), refusal));
    }
  }

  private static Answer populated(Proxies.Populated outcome) {
    var failure = outcome.failure();
    int status = failure == null ? 201 : status(failure);
    var json = failure == null ? Shapes.nothing() : Shapes.error(failure.reason(), status);
    json.set("proxies", Shapes.listOrNull(outcome.proxies()));
    return Answer.json(status, GoText.of(json));
  }

  private Match proxy(String method, String name) {
    return switch (method) {
      case "GET" -> matched(_ -> Answer.json(200, GoText.of(Shapes.proxy(proxies.get(name)))));
      case "POST", "PATCH" -> matched(body -> update(name, body));
      case "DELETE" ->
          matched(
              _ -> {
                proxies.remove(name);
                return Answer.empty(204);
              });
      default -> WRONG_METHOD;
    };
  }

  private Answer update(String name, String body) throws Refusal {
    var proxy = proxies.get(name);
    proxy.update(Shapes.proxyEdit(GoJson.object(body, GoJson.Target.PROXY)));
    return Answer.json(200, GoText.of(Shapes.proxy(proxy)));
  }

  private Match toxics(String method, String proxy) {
    return switch (method) {
      case "GET" ->
          matched(
              _ -> Answer.json(200, GoText.of(Shapes.toxics(proxies.get(proxy).toxics().all()))));
      case "POST" -> matched(body -> addToxic(proxy, body));
      default -> WRONG_METHOD;
    };
  }

  private Answer addToxic(String proxy, String body) throws Refusal {
    var chain = proxies.get(proxy).toxics();
    var toxic = Shapes.newToxic(GoJson.object(body, GoJson.Target.TOXIC), chain);
    chain.add(toxic);
    return Answer.json(200, GoText.of(Shapes.toxic(toxic)));
  }

  private Match toxic(String method, String proxy, String name) {
    return switch (method) {
      case "GET" ->
          matched(
              _ ->
                  Answer.json(200, GoText.of(Shapes.toxic(proxies.get(proxy).toxics().get(name)))));
      case "POST", "PATCH" ->
          matched(
              body -> {
                var chain = proxies.get(proxy).toxics();
                return Answer.json(200, GoText.of(Shapes.toxic(update(chain, name, body))));
              });
      case "DELETE" ->
          matched(
              _ -> {
                proxies.get(proxy).toxics().remove(name);
                return Answer.empty(204);
              });
      default -> WRONG_METHOD;
    };
  }

  private static Toxic update(ToxicChain chain, String name, String body) throws Refusal {
    var type = chain.get(name).type();
    var json = GoJson.object(body, GoJson.Target.TOXIC_CHANGE);
    var attributes = Shapes.attributes(type, json);
    var toxicity = json.number("toxicity");
    try {
      return chain.update(name, old -> old.with(attributes, toxicity.orElse(old.toxicity())));
    } catch (IllegalArgumentException e) {
      throw GoJson.badBody(String.valueOf(e.getMessage()));
    }
  }
}

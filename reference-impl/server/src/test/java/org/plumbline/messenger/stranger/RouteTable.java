package org.plumbline.messenger.stranger;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.stranger.Story.Happened;

/**
 * What each caller tries of each route. In a path or body {@code <name>} stands for something that
 * exists, and in its twin for something that does not: the two answers must be alike. {@code
 * {name}} stands for the same in both.
 */
final class RouteTable {

  private static final Set<Caller> ALL = EnumSet.allOf(Caller.class);
  private static final Set<Caller> OUTSIDE = EnumSet.of(Caller.STRANGER, Caller.NON_FRIEND);
  private static final Set<Caller> FORMER = EnumSet.of(Caller.EX_MEMBER);
  private static final String CALLER = "{caller}";
  private static final String MEMBER = "NOT_A_MEMBER";
  private static final String NOT_FOUND = "NOT_FOUND";
  private static final Set<Caller> NO_FRIEND = EnumSet.of(Caller.NON_FRIEND);

  /**
   * One request.
   *
   * @param route as the router names it
   * @param code of the answer's error, or null when it is none
   * @param undo the route that takes back what the request may do, or null; with the same body
   */
  record Try(
      String route,
      Set<Caller> callers,
      String path,
      String json,
      int status,
      @Nullable String code,
      @Nullable String undo) {

    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    boolean hasTwin() {
      return path.contains("<") || json.contains("<");
    }
  }

  private final List<Try> tries = new ArrayList<>();
  private final Map<String, String> there = new LinkedHashMap<>();
  private final Map<String, String> notThere = new LinkedHashMap<>();

  RouteTable(Happened happened, String session, String qr) {
    name("group", happened.group(), "none");
    name("thread", happened.thread().value(), "g:none");
    name("pair", "d:ada:bob", "d:nobody:noone");
    name("ended", "d:ada:dan", "d:dan:nobody");
    name("said", String.valueOf(happened.said()), "999999990");
    name("shown", String.valueOf(happened.shown()), "999999991");
    name("later", String.valueOf(happened.later()), "999999992");
    name("laterShown", String.valueOf(happened.laterShown()), "999999993");
    name("direct", String.valueOf(happened.direct()), "999999994");
    name("picture", happened.picture(), "0123456789abcdef0123456789abcdef");
    name("laterPicture", happened.laterPicture(), "0123456789abcdef0123456789abcdee");
    // Of the same place in the order of names, which a thread's id shows.
    name("ada", "ada", "aba");
    name("bob", "bob", "bab");
    name("device", "tablet", "no-device");
    name("session", session, "AAAAAAAAAAAAAAAAAAAAAA");
    name("qr", qr, "BBBBBBBBBBBBBBBBBBBBBB");
    groups();
    threads();
    sending();
    media();
    people();
    ownDevices();
  }

  private void name(String name, String real, String unreal) {
    there.put(name, real);
    notThere.put(name, unreal);
  }

  List<Try> tries() {
    return tries;
  }

  /** The text with what exists. */
  String real(String text, Caller caller) {
    return filled(filled(text, '<', '>', there), '{', '}', there)
        .replace(CALLER, caller.user().value());
  }

  /** The text with what does not exist. */
  String unreal(String text, Caller caller) {
    return filled(filled(text, '<', '>', notThere), '{', '}', there)
        .replace(CALLER, caller.user().value());
  }

  /** The answer with its names taken out. */
  String plain(Try tried, String answer, boolean real) {
    String plain = answer;
    for (Map.Entry<String, String> each : (real ? there : notThere).entrySet()) {
      String name = each.getKey();
      if (tried.path().contains("<" + name + ">") || tried.json().contains("<" + name + ">")) {
        // Whole words alone: a seq is one digit, and may stand in any longer number.
        plain = plain.replaceAll("\\b" + Pattern.quote(each.getValue()) + "\\b", "<" + name + ">");
      }
    }
    return plain;
  }

  private static String filled(String text, char open, char end, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> each : values.entrySet()) {
      filled = filled.replace(open + each.getKey() + end, each.getValue());
    }
    return filled;
  }

  private void row(
      String route,
      Set<Caller> callers,
      String path,
      String json,
      int status,
      @Nullable String code) {
    tries.add(new Try(route, callers, path, json, status, code, null));
  }

  private void post(Set<Caller> callers, String path, String json, int status, String code) {
    row("POST " + path, callers, path, json, status, code);
  }

  private void read(String route, Set<Caller> callers, String path) {
    row("GET " + route, callers, path, "", 200, null);
  }

  private void refused(String route, Set<Caller> callers, String path, int status, String code) {
    row("GET " + route, callers, path, "", status, code);
  }

  private static String group(String more) {
    return "{\"group_id\":\"<group>\"" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private void groups() {
    String route = "/user/v1/group";
    post(ALL, route + "/invite", group("\"users\":[\"gil\"]"), 403, MEMBER);
    post(ALL, route + "/invite", group("\"users\":[\"{caller}\"]"), 403, MEMBER);
    post(ALL, route + "/remove", group("\"users\":[\"bob\"]"), 403, MEMBER);
    post(ALL, route + "/role", group("\"user_id\":\"bob\",\"role\":\"owner\""), 403, MEMBER);
    post(ALL, route + "/rename", group("\"name\":\"mine\""), 403, MEMBER);
    post(ALL, route + "/leave", group(""), 403, MEMBER);
    post(ALL, route + "/delete", group(""), 403, MEMBER);
    String creation = "{\"name\":\"mine\",\"users\":[\"<ada>\"]}";
    post(ALL, route + "/create", creation, 403, "NOT_FRIENDS");
    read(route, ALL, route);
    read(route, ALL, route + "?cursor=<group>");
    refused(route + "/{id}/members", ALL, route + "/<group>/members", 403, MEMBER);
    refused(route + "/{id}/members", ALL, route + "/<group>/members?cursor=ada", 403, MEMBER);
  }

  private void threads() {
    read("/thread/v1", ALL, "/thread/v1");
    read("/thread/v1", ALL, "/thread/v1?order=recent");
    read("/thread/v1", OUTSIDE, "/thread/v1?cursor=<thread>");
    String route = "/thread/v1/{thread_id}/messages";
    String group = "/thread/v1/<thread>/messages";
    for (String query :
        List.of(
            "", "?before=<later>", "?after=-1", "?seen=<later>", "?limit=1", "?after=<shown>")) {
      refused(route, OUTSIDE, group + query, 403, MEMBER);
      refused(route, ALL, "/thread/v1/<pair>/messages" + query, 403, MEMBER);
      String there = query.replace('<', '{').replace('>', '}');
      read(route, FORMER, "/thread/v1/{thread}/messages" + there);
      read(route, NO_FRIEND, "/thread/v1/{ended}/messages" + there);
    }
    read(route, FORMER, "/thread/v1/{thread}/messages?seen=<later>");
    read(route, FORMER, "/thread/v1/{thread}/messages?before=<later>");
    read(route, FORMER, "/thread/v1/{thread}/messages?after={later}");
    String readers = route + "/{seq}/readers";
    refused(readers, ALL, group + "/<later>/readers", 404, "NO_SUCH_MESSAGE");
    refused(readers, OUTSIDE, group + "/<said>/readers", 404, "NO_SUCH_MESSAGE");
    String pair = "/thread/v1/<pair>/messages/<direct>/readers";
    refused(readers, ALL, pair, 404, "NO_SUCH_MESSAGE");
    String inside = "/thread/v1/{thread}/messages/";
    refused(readers, FORMER, inside + "<later>/readers", 404, "NO_SUCH_MESSAGE");
    read(readers, FORMER, inside + "{said}/readers");
    read(readers, FORMER, inside + "{said}/readers?limit=1&cursor=ada");
  }

  private void sending() {
    String send = "/user/v1/chat/message/send";
    for (String more : List.of("}", ",\"temp_id\":\"again\",\"attempt\":2}")) {
      String words = "\",\"content\":\"let me in\"" + more;
      post(ALL, send, "{\"recipient_id\":\"<ada>" + words, 403, "NOT_FRIENDS");
      post(ALL, send, "{\"group_id\":\"<group>" + words, 403, MEMBER);
      post(ALL, send, "{\"thread_id\":\"<thread>" + words, 403, MEMBER);
      post(ALL, send, "{\"thread_id\":\"<pair>" + words, 403, MEMBER);
      post(NO_FRIEND, send, "{\"thread_id\":\"<ended>" + words, 403, "NOT_FRIENDS");
    }
    String image = "{\"recipient_id\":\"gil\",\"type\":\"image\",\"media_id\":\"<%s>\"}";
    post(ALL, send, image.formatted("laterPicture"), 409, "MEDIA_NOT_READY");
    post(ALL, send, image.formatted("picture"), 409, "MEDIA_NOT_READY");
    String poll = "/poll/v1/frames?session=<session>";
    refused("/poll/v1/frames", ALL, poll, 404, "NO_SESSION");
    row("POST /poll/v1/frames", ALL, poll, "[{\"type\":\"HEARTBEAT\"}]", 404, "NO_SESSION");
    row("POST /poll/v1/close", ALL, "/poll/v1/close?session=<session>", "", 404, "NO_SESSION");
    row("POST /poll/v1/open", ALL, "/poll/v1/open", "", 200, null);
  }

  private void media() {
    String route = "/media/v1/{media_id}";
    String shown = "/media/v1/<picture>?thread_id=<thread>&seq=<shown>";
    refused(route, OUTSIDE, shown, 403, MEMBER);
    refused(route, ALL, "/media/v1/<picture>?thread_id=<pair>&seq=<direct>", 403, MEMBER);
    refused(route, ALL, "/media/v1/<picture>", 404, NOT_FOUND);
    refused(route, ALL, "/media/v1/<laterPicture>", 404, NOT_FOUND);
    String inside = "?thread_id={thread}&seq=";
    refused(route, FORMER, "/media/v1/<laterPicture>" + inside + "<laterShown>", 404, NOT_FOUND);
    refused(route, FORMER, "/media/v1/<laterPicture>" + inside + "{shown}", 404, NOT_FOUND);
    read(route, FORMER, "/media/v1/{picture}" + inside + "{shown}");
    row(
        "POST /media/v1/uploads/{media_id}/complete",
        ALL,
        "/media/v1/uploads/<picture>/complete",
        "",
        404,
        NOT_FOUND);
    String announced = ",\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":5}";
    String uploads = "/media/v1/uploads";
    post(ALL, uploads, "{\"thread_id\":\"<pair>\"" + announced, 403, MEMBER);
    post(NO_FRIEND, uploads, "{\"thread_id\":\"<ended>\"" + announced, 403, "NOT_FRIENDS");
    post(ALL, uploads, "{\"thread_id\":\"<thread>\"" + announced, 403, MEMBER);
  }

  private void people() {
    String named = "{\"user_id\":\"<ada>\"}";
    for (String friend : List.of("/user/v1/friend", "/user/v1/frient")) {
      String undo = friend + "/remove";
      tries.add(new Try("POST " + friend + "/add", ALL, friend + "/add", named, 200, null, undo));
      post(ALL, friend + "/accept", named, 404, "NO_REQUEST");
      post(ALL, friend + "/reject", named, 404, "NO_REQUEST");
      post(ALL, friend + "/remove", named, 404, "NO_FRIEND");
      read(friend, ALL, friend);
      read(friend, ALL, friend + "?cursor=<ada>");
      read(friend + "/requests", ALL, friend + "/requests");
    }
    read("/presence/v1", ALL, "/presence/v1?users=<ada>,<bob>");
  }

  private void ownDevices() {
    String revoke = "/user/v1/devices/revoke";
    post(ALL, revoke, "{\"device_id\":\"<device>\"}", 404, "NO_DEVICE");
    read("/user/v1/devices", ALL, "/user/v1/devices");
    row("POST /user/v1/logout", ALL, "/user/v1/logout", "", 204, null);
    row("POST /user/v1/ticket", ALL, "/user/v1/ticket", "", 200, null);
    post(ALL, "/user/v1/qrCode/scan", "{\"qr_id\":\"<qr>\"}", 404, "NO_QR_LOGIN");
    post(ALL, "/user/v1/qrCode/approve", "{\"qr_id\":\"<qr>\"}", 404, "NO_QR_LOGIN");
    String push = "/user/v1/device/push";
    refused(push, ALL, push, 404, "NOT_REGISTERED");
    row("DELETE " + push, ALL, push, "", 404, null);
    post(ALL, push, "{\"opt_in\":true}", 400, "MALFORMED");
  }
}

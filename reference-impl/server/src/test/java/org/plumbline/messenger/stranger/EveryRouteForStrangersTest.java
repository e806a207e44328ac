package org.plumbline.messenger.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.http.PublicRoutes;
import org.plumbline.messenger.stranger.RouteTable.Try;
import org.plumbline.messenger.stranger.Story.Happened;

/**
 * Every route, by everyone who has no business with what it names: nothing is told, nothing
 * changes, and what exists is answered like what does not.
 */
class EveryRouteForStrangersTest {

  private static World world;
  private static RouteTable table;
  private static String revoked;
  private static List<String> before;

  @BeforeAll
  static void settle() throws Exception {
    world = new World();
    revoked = world.login("lost");
    assertThat(
            world
                .http()
                .post("/user/v1/devices/revoke", "{\"device_id\":\"lost\"}", ada())
                .status())
        .isEqualTo(204);
    String session =
        world
            .http()
            .post("/poll/v1/open", "", world.token(World.ADA, "poller"))
            .field("session")
            .toString();
    String qr = world.http().post("/user/v1/qrCode/generate", "").field("qr_id").toString();
    String scanned = "{\"qr_id\":\"" + qr + "\"}";
    assertThat(world.http().post("/user/v1/qrCode/scan", scanned, ada()).status()).isEqualTo(200);
    table = new RouteTable(world.happened(), session, qr);
    before = world.seen();
  }

  @AfterAll
  static void nothingChangedAndNobodyHeardAnything() throws Exception {
    try {
      // Of the many requests under a token that does not count, none is looked at by itself.
      assertThat(world.seen()).isEqualTo(before);
      assertThat(world.heard()).isEmpty();
    } finally {
      world.close();
    }
  }

  private static String ada() {
    return world.token(World.ADA);
  }

  static Stream<Arguments> cells() {
    return table.tries().stream()
        .flatMap(tried -> tried.callers().stream().map(caller -> Arguments.of(caller, tried)));
  }

  static Stream<Arguments> withoutALogin() {
    return table.tries().stream()
        .flatMap(tried -> Stream.of(BadToken.values()).map(bad -> Arguments.of(bad, tried)));
  }

  @Test
  void shouldHaveARowForEveryRouteThatTakesAToken() {
    TreeSet<String> routes = new TreeSet<>();
    world
        .bean(Router.class)
        .uriRoutes()
        .map(PublicRoutes::named)
        .filter(route -> !PublicRoutes.contains(route))
        .forEach(routes::add);
    TreeSet<String> rows = new TreeSet<>();
    table.tries().forEach(tried -> rows.add(tried.route()));
    assertThat(rows).isEqualTo(routes);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void shouldTellNothingAndChangeNothing(Caller caller, Try tried) {
    Answer answer = call(tried, caller, true);

    assertThat(answer.status()).as(answer.body()).isEqualTo(tried.status());
    if (tried.code() != null) {
      assertThat(answer.field("code")).isEqualTo(tried.code());
    }
    assertHidden(caller, answer.body());
    if (tried.hasTwin()) {
      Answer twin = call(tried, caller, false);
      assertThat(twin.status()).as(twin.body()).isEqualTo(answer.status());
      assertThat(table.plain(tried, twin.body(), false))
          .isEqualTo(table.plain(tried, answer.body(), true));
    }
    assertThat(world.seen()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("withoutALogin")
  void shouldAnswer401WhenTheTokenDoesNotCount(BadToken bad, Try tried) {
    Caller asOwner = Caller.STRANGER;
    Answer answer =
        world
            .http()
            .call(
                tried.method(),
                table.real(tried.path(), asOwner),
                table.real(tried.json(), asOwner),
                bad.of(world, revoked));
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain(World.SECRET, World.WITHHELD);
  }

  private static Answer call(Try tried, Caller caller, boolean real) {
    String token = world.token(caller.user(), "probe-of-routes");
    String path = fill(tried.path(), caller, real);
    String json = fill(tried.json(), caller, real);
    Answer answer = world.http().call(tried.method(), path, json, token);
    if (tried.undo() != null) {
      assertThat(world.http().post(tried.undo(), json, token).status()).isEqualTo(204);
    }
    return answer;
  }

  private static String fill(String text, Caller caller, boolean real) {
    return real ? table.real(text, caller) : table.unreal(text, caller);
  }

  private static void assertHidden(Caller caller, String body) {
    assertThat(body).doesNotContain(World.WITHHELD);
    if (caller != Caller.EX_MEMBER) {
      assertThat(body).doesNotContain(World.SECRET);
      return;
    }
    Happened happened = world.happened();
    Matcher seqs =
        Pattern.compile(
                "\"(?:seq|prev|edited|deleted|target|next)\":(\\d+)|\"(?:ada|bob|cem)\":(\\d+)")
            .matcher(body);
    while (seqs.find()) {
      String seq = seqs.group(1) == null ? seqs.group(2) : seqs.group(1);
      assertThat(Long.parseLong(seq)).as(body).isLessThanOrEqualTo(happened.removal());
    }
  }
}

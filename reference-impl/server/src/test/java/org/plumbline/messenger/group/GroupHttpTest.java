package org.plumbline.messenger.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** The routes of groups, tried by those who may and by those who may not. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.friend.required", value = "false")
class GroupHttpTest {

  private static final String PATH = "/user/v1/group";

  private final HttpCalls node;
  private final Tokens tokens;
  private final String owner = name("ada");
  private final String member = name("bob");
  private final String former = name("cem");
  private final String stranger = name("eve");
  private String group = "";

  GroupHttpTest(EmbeddedServer server, Tokens tokens) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
  }

  private static String name(String hint) {
    return hint + "-" + UUID.randomUUID();
  }

  @BeforeEach
  void create() {
    Answer created =
        call(owner, "/create", "{\"name\":\"Walks\",\"users\":%s}".formatted(list(member, former)));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    group = created.field("group_id").toString();
    assertThat(created.field("thread_id")).isEqualTo("g:" + group);
    assertThat(change(owner, "/remove", "\"users\":" + list(former)).status()).isEqualTo(200);
  }

  private Answer call(String user, String route, String json) {
    return node.post(PATH + route, json, token(user));
  }

  private Answer change(String user, String route, String fields) {
    String json = "{\"group_id\":\"" + group + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    return call(user, route, json);
  }

  private String token(String user) {
    return tokens.issue(new UserId(user), new DeviceId("phone")).token();
  }

  private static String list(String... users) {
    return Stream.of(users)
        .map(user -> "\"" + user + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String fieldsOf(String route) {
    return switch (route) {
      case "/invite" -> "\"users\":" + list(name("new"));
      case "/remove" -> "\"users\":" + list(member);
      case "/rename" -> "\"name\":\"Mine\"";
      case "/role" -> "\"role\":\"owner\",\"user_id\":\"" + member + "\"";
      default -> "";
    };
  }

  private String members(String user) {
    return node.get(PATH + "/" + group + "/members", token(user)).body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/invite", "/remove", "/rename", "/role", "/delete", "/leave"})
  void shouldTellAStrangerAndAFormerMemberTheSameAndChangeNothing(String route) {
    String before = members(owner);
    for (String user : List.of(stranger, former)) {
      Answer answer = change(user, route, fieldsOf(route));
      assertThat(answer.status()).as(route + ": " + answer.body()).isEqualTo(403);
      assertThat(answer.field("code")).isEqualTo("NOT_A_MEMBER");
      Answer unknown = call(user, route, "{\"group_id\":\"none\"," + others(route) + "}");
      assertThat(unknown.status()).isEqualTo(403);
      assertThat(unknown.field("code")).isEqualTo("NOT_A_MEMBER");
    }
    assertThat(members(owner)).isEqualTo(before);
  }

  private String others(String route) {
    String fields = fieldsOf(route);
    return fields.isEmpty() ? "\"name\":\"x\"" : fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/invite", "/remove", "/rename", "/role", "/delete"})
  void shouldRefuseAPlainMemberWhatTakesARole(String route) {
    String before = members(owner);
    Answer answer = change(member, route, fieldsOf(route));
    assertThat(answer.status()).as(route + ": " + answer.body()).isEqualTo(403);
    assertThat(answer.field("code")).isEqualTo("NOT_ALLOWED");
    assertThat(members(owner)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/create", "/invite", "/remove", "/rename", "/role", "/delete", "/leave"})
  void shouldAskForATokenAndTakeNoForgedOne(String route) {
    assertThat(node.post(PATH + route, "{}", null).status()).isEqualTo(401);
    assertThat(node.post(PATH + route, "{}", "forged.token.here").status()).isEqualTo(401);
    assertThat(node.get(PATH, null).status()).isEqualTo(401);
    assertThat(node.get(PATH + "/" + group + "/members", null).status()).isEqualTo(401);
  }

  @Test
  void shouldListMembersToMembersAlone() {
    assertThat(members(member)).contains(owner, member, "owner", "\"next\":null");
    assertThat(members(member)).doesNotContain(former);
    for (String user : List.of(stranger, former)) {
      Answer answer = node.get(PATH + "/" + group + "/members", token(user));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain(member);
    }
  }

  @Test
  void shouldListMembersPageByPage() {
    Answer first = node.get(PATH + "/" + group + "/members?limit=1", token(owner));
    assertThat(first.field("next")).isEqualTo(owner);
    Answer second = node.get(PATH + "/" + group + "/members?limit=1&cursor=" + owner, token(owner));
    assertThat(second.body()).contains(member).doesNotContain(owner + "\",\"role");
  }

  @Test
  void shouldListACallersGroupsWithHisRole() {
    assertThat(node.get(PATH, token(owner)).body())
        .contains(group, "\"role\":\"owner\"", "\"members\":2", "Walks");
    assertThat(node.get(PATH, token(member)).body()).contains(group, "\"role\":\"member\"");
    assertThat(node.get(PATH, token(former)).body()).doesNotContain(group);
    assertThat(node.get(PATH, token(stranger)).body()).doesNotContain(group);
    assertThat(change(owner, "/delete", "").status()).isEqualTo(200);
    assertThat(node.get(PATH, token(owner)).body()).doesNotContain(group);
  }

  @Test
  void shouldHandTheGroupOverAndLetTheOldOwnerLeave() {
    assertThat(change(owner, "/leave", "").field("code")).isEqualTo("OWNER_STAYS");
    assertThat(change(owner, "/role", fieldsOf("/role")).status()).isEqualTo(200);
    assertThat(change(owner, "/leave", "").status()).isEqualTo(200);
    assertThat(members(member)).doesNotContain(owner);
    assertThat(change(member, "/rename", "\"name\":\"Hikes\"").status()).isEqualTo(200);
    assertThat(node.get(PATH, token(member)).body()).contains("Hikes");
  }

  @Test
  void shouldGiveTheFirstAnswerWhenACallIsRepeated() {
    for (int time = 0; time < 20; time++) {
      String json = "{\"name\":\"Again\",\"users\":[],\"temp_id\":\"once-" + time + "\"}";
      Answer first = call(owner, "/create", json);
      Answer second = call(owner, "/create", json);
      assertThat(second.body()).isEqualTo(first.body());
    }
    String leave = "\"temp_id\":\"bye\"";
    Answer left = change(member, "/leave", leave);
    assertThat(left.status()).isEqualTo(200);
    assertThat(change(member, "/leave", leave).body()).isEqualTo(left.body());
    assertThat(change(owner, "/invite", "\"users\":" + list(member)).status()).isEqualTo(200);
    assertThat(change(member, "/leave", leave).field("seq")).isEqualTo(left.field("seq"));
    assertThat(members(owner)).contains(member);
  }

  @Test
  void shouldSayThatNothingChangesWhenItIsSoAlready() {
    Answer answer = change(owner, "/invite", "\"users\":" + list(member));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.field("code")).isEqualTo("NOTHING_TO_CHANGE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/create|{}|name: 0 characters (expected: 1 to 128)",
        "/create|{\"name\":\"a\",\"users\":[\"a b\"]}|users: a b (expected: letters, digits, '.',"
            + " '_' or '-')",
        "/create|{\"name\":\"a\",\"temp_id\":\"a b\"}|temp_id: a b (expected: letters, digits, '.',"
            + " '_' or '-')",
        "/invite|{\"group_id\":\"a\"}|users: 0 (expected: 1 to 500)",
        "/invite|{\"users\":[\"a\"]}|group_id: missing (expected: a name)",
        "/role|{\"group_id\":\"a\",\"user_id\":\"b\",\"role\":\"king\"}|role: king (expected: one"
            + " of [member, admin, owner])",
        "/rename|{\"group_id\":\"a\"}|name: 0 characters (expected: 1 to 128)",
      })
  void shouldNameFieldValueAndExpectationWhenInputIsBad(String route, String json, String detail) {
    Answer answer = call(owner, route, json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.field("detail")).isEqualTo(detail);
  }

  @Test
  void shouldNameTheLimitWhenItIsOutOfRange() {
    assertThat(node.get(PATH + "?limit=0", token(owner)).field("detail"))
        .isEqualTo("limit: 0 (expected: 1 to 500)");
    assertThat(node.get(PATH + "/" + group + "/members?cursor=a%20b", token(owner)).status())
        .isEqualTo(400);
  }
}

package org.plumbline.simulations.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.Account;

class PushFindingsTest {

  private static final Handset AWAY = handset("ann", Handset.Presence.AWAY);
  private static final Handset ONLINE = handset("bob", Handset.Presence.ONLINE);
  private static final Handset OPTED_OUT = handset("cem", Handset.Presence.OPTED_OUT);

  private final List<Missed> messages =
      List.of(missed(AWAY, 10), missed(AWAY, 12), missed(ONLINE, 11), missed(OPTED_OUT, 13));

  @Test
  void shouldHoldWhenOnePushTellsOfTheNewestMessage() {
    List<Finding> findings = findings(pushed(AWAY, 12, "k-ann"));

    assertThat(findings)
        .hasSize(5)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
  }

  @Test
  void shouldBreakWhenTheLastMessageWasNotToldOf() {
    Finding finding = named(findings(pushed(AWAY, 10, "k-ann")), "every_offline_recipient_pushed");

    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.summary()).startsWith("1 of 2 messages for 1 devices");
    assertThat(finding.witnesses()).containsExactly("no push: seq 12 of d:ann:eve to ann/phone");
  }

  @Test
  void shouldNotCountPushThatTheProviderRefused() {
    Pushed refused = new Pushed("a-ann", "k", "d:ann:eve", 12, false, 5, "{}");

    assertThat(named(findings(refused), "every_offline_recipient_pushed").outcome())
        .isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenOneGotAPushWhoWasOwedNone() {
    List<Finding> findings =
        findings(
            pushed(AWAY, 12, "k-ann"), pushed(ONLINE, 11, "k-bob"), pushed(OPTED_OUT, 13, "k-cem"));

    assertThat(named(findings, "no_push_to_online").outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(named(findings, "no_push_without_opt_in").outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenThreadHasTwoKeysOrKeyTwoThreads() {
    assertThat(
            named(
                    findings(pushed(AWAY, 10, "one"), pushed(AWAY, 12, "two")),
                    "collapsed_per_thread")
                .outcome())
        .isEqualTo(Outcome.BROKEN);
    assertThat(
            named(
                    findings(pushed(AWAY, 12, "one"), pushed(ONLINE, 11, "one")),
                    "collapsed_per_thread")
                .outcome())
        .isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenProviderSawTheWords() {
    Pushed told = new Pushed("a-ann", "k", "d:ann:eve", 12, true, 5, "{\"body\":\"words 12\"}");

    assertThat(named(findings(told), "no_words_to_providers").outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldIgnorePushesOfOtherLoads() {
    List<Finding> findings =
        findings(pushed(handset("zoe", Handset.Presence.AWAY), 12, ""), pushed(AWAY, 12, "k"));

    assertThat(named(findings, "collapsed_per_thread").outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldReadThreadAndSeqFromEachProvidersPayload() throws JsonProcessingException {
    String data = "{\"thread_id\":\"d:ann:eve\",\"seq\":\"12\",\"count\":\"2\"}";
    for (String payload :
        List.of(
            "{\"aps\":{\"thread-id\":\"k\"},\"message\":" + data + "}",
            "{\"token\":\"t\",\"data\":" + data + "}",
            data)) {
      Pushed pushed =
          Pushed.of(
              new ObjectMapper()
                  .readTree(
                      "{\"provider\":\"FCM\",\"address\":\"a-ann\",\"collapse\":\"k\",\"payload\":"
                          + payload
                          + ",\"status\":201,\"reason\":\"\",\"at_ms\":1700000000123}"));

      assertThat(pushed.thread()).isEqualTo("d:ann:eve");
      assertThat(pushed.seq()).isEqualTo(12);
      assertThat(pushed.accepted()).isTrue();
      assertThat(pushed.atMillis()).isEqualTo(1_700_000_000_123L);
    }
  }

  private List<Finding> findings(Pushed... pushes) {
    return new PushFindings(List.of(AWAY, ONLINE, OPTED_OUT), messages, List.of(pushes)).all();
  }

  private static Finding named(List<Finding> findings, String id) {
    return findings.stream().filter(finding -> finding.id().equals(id)).findFirst().orElseThrow();
  }

  private static Handset handset(String user, Handset.Presence presence) {
    return new Handset(new Account(user, "phone", "secret"), presence, "a-" + user);
  }

  private static Missed missed(Handset handset, long seq) {
    return new Missed(handset, thread(handset), seq, "words " + seq, 0, 0);
  }

  private static Pushed pushed(Handset handset, long seq, String collapse) {
    return new Pushed(
        handset.address(), collapse, thread(handset).value(), seq, true, 5, "{\"count\":1}");
  }

  private static ThreadId thread(Handset handset) {
    return ThreadId.direct(new UserId("eve"), handset.user());
  }
}

package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** A group's changes take effect at one point of its order, whoever reads the log and how often. */
class GroupOrderTest {

  private final TestNode node = new TestNode();
  private final TestGroup group = new TestGroup(node);
  private final TestDevice ada = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");
  private final TestDevice cem = node.connect("cem", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    take(node, entries);
  }

  private static void take(TestNode node, LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  private static List<Long> seqs(TestDevice device) {
    return device.received().stream().map(Message::seq).toList();
  }

  @Test
  void shouldTellEachMemberFromTheChangeThatAddedHim() throws Exception {
    take(group.created(1, "ada", "bob"), group.said(2, ada));
    take(group.added(3, "ada", "cem"), group.said(4, bob));
    assertThat(seqs(ada)).containsExactly(1L, 3L, 4L);
    assertThat(seqs(bob)).containsExactly(1L, 2L, 3L);
    assertThat(seqs(cem)).containsExactly(3L, 4L);
    assertThat(cem.received()).extracting(Message::prev).containsExactly(Message.NONE, 3L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(node.threadsOf("cem")).containsExactly(TestGroup.THREAD);
  }

  @Test
  void shouldTellOneWhoIsRemovedOfThatAndOfNothingAfterwards() throws Exception {
    take(
        group.created(1, "ada", "bob", "cem"),
        group.said(2, ada),
        group.removed(3, "ada", "bob"),
        group.said(4, ada));
    take(group.said(5, ada));
    assertThat(seqs(bob)).containsExactly(1L, 2L, 3L);
    assertThat(seqs(cem)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void shouldDecideByTheOrderWhenAMessageAndTheRemovalOfItsSenderAreOnTheirWay() throws Exception {
    take(group.created(1, "ada", "bob", "cem"));
    take(group.said(2, bob), group.removed(3, "ada", "bob"), group.said(4, bob));
    assertThat(seqs(cem)).containsExactly(1L, 2L, 3L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L, 2L, 3L);
    assertThat(bob.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.NOT_A_MEMBER);
    take(group.said(5, ada));
    assertThat(cem.received().getLast().prev()).isEqualTo(3L);
  }

  @Test
  void shouldRefuseAStrangersMessageAndKeepNothingOfIt() throws Exception {
    take(group.created(1, "ada", "bob"));
    take(group.said(2, cem));
    assertThat(cem.failures()).hasSize(1);
    assertThat(seqs(ada)).containsExactly(1L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L);
  }

  @Test
  void shouldShowNobodyAChangeThatItsActorMayNotMake() throws Exception {
    take(group.created(1, "ada", "bob", "cem"));
    take(
        group.removed(2, "bob", "cem"),
        group.renamed(3, "bob", "Mine"),
        group.deleted(4, "bob"),
        group.role(5, "bob", "bob", Role.OWNER),
        group.left(6, "ada"),
        group.added(7, "dan", "dan"),
        group.added(8, "ada", "bob"));
    assertThat(seqs(cem)).containsExactly(1L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L);
    assertThat(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L))
        .extracting(seq -> group.verdict(seq).outcome())
        .containsExactly(
            Outcome.NOT_ALLOWED,
            Outcome.NOT_ALLOWED,
            Outcome.NOT_ALLOWED,
            Outcome.NOT_ALLOWED,
            Outcome.OWNER_STAYS,
            Outcome.NOT_A_MEMBER,
            Outcome.NOTHING_TO_CHANGE);
  }

  @Test
  void shouldGoByTheRoleOfTheActorAtThatPlace() throws Exception {
    take(group.created(1, "ada", "bob", "cem"));
    take(
        group.role(2, "ada", "bob", Role.ADMIN),
        group.removed(3, "bob", "cem"),
        group.removed(4, "bob", "ada"),
        group.role(5, "ada", "bob", Role.OWNER),
        group.deleted(6, "ada"),
        group.left(7, "ada"),
        group.deleted(8, "bob"),
        group.said(9, bob));
    assertThat(seqs(bob)).containsExactly(1L, 2L, 3L, 5L, 7L, 8L);
    assertThat(group.verdict(4).outcome()).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(group.verdict(6).outcome()).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(bob.failures()).hasSize(1);
  }

  @Test
  void shouldTellOneWhoComesBackWhereHeLeft() throws Exception {
    take(group.created(1, "ada", "bob"), group.left(2, "bob"), group.said(3, ada));
    take(group.added(4, "ada", "bob"), group.said(5, ada));
    assertThat(seqs(bob)).containsExactly(1L, 2L, 4L, 5L);
    assertThat(bob.received()).extracting(Message::prev).containsExactly(Message.NONE, 1L, 2L, 4L);
  }

  @Test
  void shouldNotApplyAChangeAgainWhenItIsRepeated() throws Exception {
    LogEntry first = group.removed(2, "ada", "bob");
    take(group.created(1, "ada", "bob"), first, group.added(3, "ada", "bob"));
    take(group.again(4, first));
    assertThat(seqs(bob)).containsExactly(1L, 2L, 3L);
    assertThat(group.verdict(4).outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(group.verdict(4).first()).isEqualTo(2L);
    assertThat(node.groups().find(TestGroup.THREAD).orElseThrow().current())
        .contains(new UserId("bob"));
  }

  @Test
  void shouldDecideAlikeWhenTheLogIsReadAgainAfterACrash() throws Exception {
    LogEntry[] entries = {
      group.created(1, "ada", "bob", "cem"),
      group.said(2, bob),
      group.removed(3, "ada", "bob"),
      group.said(4, bob),
      group.removed(5, "bob", "cem"),
      group.said(6, ada),
      group.added(7, "ada", "bob"),
      group.said(8, ada)
    };
    take(entries);
    try (TestNode next = TestNode.after(node)) {
      TestDevice bobAgain = next.connect("bob", "phone");
      TestDevice cemAgain = next.connect("cem", "phone");
      next.journey().shareChanged();
      take(next, entries);
      assertThat(seqs(bobAgain))
          .containsExactlyElementsOf(seqs(bob))
          .containsExactly(1L, 3L, 7L, 8L);
      assertThat(seqs(cemAgain)).containsExactlyElementsOf(seqs(cem));
      assertThat(bobAgain.failures()).hasSize(1);
      assertThat(next.storedSeqs(TestGroup.THREAD)).containsExactly(1L, 2L, 3L, 6L, 7L, 8L);
    }
  }

  @Test
  void shouldTellNobodyOfAChangeThatTheFeedDoesNotHaveYet() throws Exception {
    take(group.created(1, "ada", "bob"));
    node.feed().setReachable(false);
    var done = node.journey().take(List.of(group.removed(2, "ada", "bob"), group.said(3, ada)));
    node.await(() -> node.feed().refused() > 1);
    assertThat(done).isNotDone();
    assertThat(seqs(bob)).containsExactly(1L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L);
    node.feed().setReachable(true);
    done.get(10, TimeUnit.SECONDS);
    assertThat(seqs(bob)).containsExactly(1L, 2L);
    assertThat(node.storedSeqs(TestGroup.THREAD)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldJudgeAnewWhenANodeDiedBeforeItPublished() throws Exception {
    LogEntry[] entries = {group.removed(2, "ada", "bob"), group.said(3, ada)};
    take(group.created(1, "ada", "bob", "cem"));
    node.feed().setReachable(false);
    var _ = node.journey().take(List.of(entries));
    node.await(() -> node.feed().refused() > 0);
    node.close();
    node.feed().setReachable(true);
    try (TestNode next = TestNode.after(node)) {
      TestDevice bobAgain = next.connect("bob", "phone");
      TestDevice cemAgain = next.connect("cem", "phone");
      next.journey().shareChanged();
      take(next, entries);
      assertThat(seqs(bobAgain)).containsExactly(2L);
      assertThat(seqs(cemAgain)).containsExactly(2L, 3L);
    }
  }

  @Test
  void shouldReadTheFeedToItsEndBeforeItTakesAGroupsEntry() throws Exception {
    take(group.created(1, "ada", "bob"));
    node.feed().setReachable(false);
    node.journey().shareChanged();
    Thread worker = startTaking(node.entry(2, ada, "d-1", 1, "bob"));
    worker.join();
    assertThat(seqs(bob)).as("direct messages do not wait for the feed").containsExactly(1L, 2L);
    Thread waiting = startTaking(group.said(3, ada));
    node.await(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    assertThat(seqs(bob)).containsExactly(1L, 2L);
    node.feed().setReachable(true);
    waiting.join();
    node.await(() -> seqs(bob).contains(3L));
  }

  private Thread startTaking(LogEntry entry) {
    return Thread.ofVirtual()
        .start(
            () -> {
              var _ = node.journey().take(List.of(entry));
            });
  }
}

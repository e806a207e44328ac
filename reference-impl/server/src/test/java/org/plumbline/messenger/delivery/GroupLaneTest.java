package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.Message;

/** A large group goes a way of its own. */
class GroupLaneTest {

  private static final int OTHERS = 150;

  private final TestNode node = new TestNode();
  private final TestGroup group = new TestGroup(node);
  private final TestDevice ada = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  private LogEntry createdLarge(long seq) {
    List<String> users =
        IntStream.rangeClosed(1, OTHERS).mapToObj(number -> "member-" + number).toList();
    return group.created(seq, "ada", users.toArray(String[]::new));
  }

  @Test
  void shouldNotHoldUpADirectMessageWhenTheDirectoryIsSlowForALargeGroup() throws Exception {
    take(createdLarge(1));
    node.held().hold("member-149");
    var done =
        node.journey().take(List.of(group.said(2, ada), node.entry(3, ada, "d-1", 1, "bob")));
    node.await(() -> bob.received().stream().anyMatch(message -> message.seq() == 3));
    assertThat(done).isNotDone();
    node.held().release();
    done.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldReachEveryMemberOnceAndInOrderChunkByChunk() throws Exception {
    take(createdLarge(1));
    TestDevice last = node.connect("member-150", "phone");
    TestDevice first = node.connect("member-1", "phone");
    LogEntry[] said =
        LongStream.range(2, 22).mapToObj(seq -> group.said(seq, ada)).toArray(LogEntry[]::new);
    for (LogEntry entry : said) {
      var _ = node.journey().take(List.of(entry));
    }
    take(group.said(22, ada));
    for (TestDevice device : List.of(first, last)) {
      assertThat(device.received())
          .extracting(Message::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(2, 22).boxed().toList());
    }
    assertThat(node.held().mostAsked()).isLessThanOrEqualTo(50);
  }

  @Test
  void shouldNotPassAMessageThatWaitsWhenTheGroupHasBecomeSmall() throws Exception {
    take(group.created(1, "ada", "bob"));
    node.feed().setReachable(false);
    var changed = node.journey().take(List.of(group.renamed(2, "ada", "Hikes")));
    var said = node.journey().take(List.of(group.said(3, ada)));
    node.await(() -> node.feed().refused() > 0);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(1L);
    node.feed().setReachable(true);
    changed.get(10, TimeUnit.SECONDS);
    said.get(10, TimeUnit.SECONDS);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldFindAMemberWhoCameBetweenTheLooks() throws Exception {
    take(createdLarge(1));
    node.beforeStorage(() -> node.connect("member-77", "phone"));
    take(group.said(2, ada));
    assertThat(node.device("member-77", "phone").received())
        .extracting(Message::seq)
        .containsExactly(2L);
  }

  @Test
  void shouldBeDoneOnlyWhenTheLaneIs() throws Exception {
    take(createdLarge(1));
    node.held().hold("member-3");
    var done = node.journey().take(List.of(group.said(2, ada)));
    node.await(() -> node.storedSeqs(TestGroup.THREAD).contains(2L));
    assertThat(done).isNotDone();
    node.held().release();
    done.get(10, TimeUnit.SECONDS);
  }
}

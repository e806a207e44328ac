package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.delivery.PlantedDefects.Defect;
import org.plumbline.messenger.delivery.PlantedDefects.Plan;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Each defect is one that no device repairs: it is delivered and stored alike. */
class PlantedDefectsTest {

  private static final ThreadId THREAD = new ThreadId("d:ada:bob");

  private final TestNode node = new TestNode();
  private final PlantedDefects defects = node.defects();
  private final TestDevice phone = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    defects.take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  private List<Message> stored() {
    return node.history().after(THREAD, Message.NONE, 100).messages();
  }

  @Test
  void shouldDoNothingUntilItIsTold() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(6, phone, "t-2", 1, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 6L);
    assertThat(defects.planted()).isZero();
  }

  @Test
  void shouldDropEachNthWithoutAGapThatADeviceCouldSee() throws Exception {
    defects.plan(new Plan(Defect.DROP, 2));
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(6, phone, "t-2", 1, "bob"));
    take(node.entry(7, phone, "t-3", 1, "bob"), node.entry(8, phone, "t-4", 1, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 7L);
    assertThat(bob.received()).extracting(Message::prev).containsExactly(Message.NONE, 5L);
    assertThat(stored()).extracting(Message::seq).containsExactly(5L, 7L);
    assertThat(defects.planted()).isEqualTo(2);
  }

  @Test
  void shouldDuplicateUnderTheSameNameWithAnotherIdAndSeq() throws Exception {
    defects.plan(new Plan(Defect.DUPLICATE, 1));
    take(node.entry(5, phone, "t-1", 1, "bob"));
    LogEntry copy = new LogEntry(6, node.appended().getFirst().submission());
    take(copy);
    assertThat(node.appended()).hasSize(1);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 6L);
    assertThat(bob.received()).extracting(Message::text).containsOnly("text 5");
    assertThat(stored()).extracting(each -> each.tempId().value()).containsExactly("t-1", "t-1");
    assertThat(stored()).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(stored()).extracting(Message::prev).containsExactly(Message.NONE, 5L);
  }

  @Test
  void shouldLetNeighboursChangePlacesAlsoInAnotherBatch() throws Exception {
    defects.plan(new Plan(Defect.REORDER, 2));
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(6, phone, "t-2", 1, "bob"));
    take(node.entry(7, phone, "t-3", 1, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 6L, 7L);
    assertThat(bob.received())
        .extracting(each -> each.tempId().value())
        .containsExactly("t-1", "t-3", "t-2");
    assertThat(stored()).isEqualTo(bob.received());
  }

  @Test
  void shouldCorruptTheLastCharacter() throws Exception {
    defects.plan(new Plan(Defect.CORRUPT, 1));
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(bob.received()).extracting(Message::text).containsExactly("text #");
    assertThat(stored()).extracting(Message::text).containsExactly("text #");
  }

  @Test
  void shouldLeaveRepeatsAlone() throws Exception {
    defects.plan(new Plan(Defect.DROP, 1));
    take(node.entry(5, phone, "t-1", 2, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(Defect.DROP, 0))
        .withMessage("every: 0 (expected: >= 1)");
  }
}

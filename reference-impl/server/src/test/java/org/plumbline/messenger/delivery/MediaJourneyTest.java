package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.media.MediaRecord;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** Messages with media on the sender's node, the library's answers played by the test. */
class MediaJourneyTest {

  private static final MediaId IMAGE = new MediaId("image-1");

  private final TestNode node = new TestNode();
  private final TestDevice phone = node.connect("ada", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void has(String owner, MediaKind kind, State state) {
    node.media()
        .add(new MediaRecord(IMAGE, new UserId(owner), kind, "image/png", 77, state, 1_000));
  }

  @Test
  void shouldSayWhatTheLibraryKnowsWhenADeviceSaysOtherwise() {
    has("ada", MediaKind.IMAGE, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-1", IMAGE);
    assertThat(node.appended()).isEmpty();
    node.lookUp();
    assertThat(node.appended())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.submission().content())
                    .isEqualTo(new Content.Media(MediaKind.IMAGE, IMAGE, "image/png", 77, "look")));
    assertThat(node.media().find(IMAGE).orElseThrow().state()).isEqualTo(State.REFERRED);
    assertThat(phone.sent()).hasSize(1);
  }

  @Test
  void shouldNotBeOvertakenWhenItWaits() {
    has("ada", MediaKind.IMAGE, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-1", IMAGE);
    node.accept(phone, "ada", "bob", "t-2");
    node.acceptImage(phone, "ada", "bob", "t-3", IMAGE);
    node.accept(phone, "ada", "carl", "u-1");
    assertThat(names()).containsExactly("u-1");
    node.lookUp();
    assertThat(names()).containsExactly("u-1", "t-1", "t-2");
    node.lookUp();
    assertThat(names()).containsExactly("u-1", "t-1", "t-2", "t-3");
  }

  @Test
  void shouldAskNobodyWhenItIsKnown() {
    has("ada", MediaKind.IMAGE, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-1", IMAGE);
    node.lookUp();
    node.acceptImage(phone, "ada", "bob", "t-2", IMAGE);
    assertThat(node.lookUps()).isZero();
    assertThat(names()).containsExactly("t-1", "t-2");
  }

  @Test
  void shouldRefuseWhenItIsAnothersOrUnknownOrNotChecked() {
    node.acceptImage(phone, "ada", "bob", "t-1", IMAGE);
    node.lookUp();
    has("eve", MediaKind.IMAGE, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-2", IMAGE);
    node.lookUp();
    assertThat(phone.failures())
        .extracting(ServerFrame.Failure::detail)
        .as("both in the same words")
        .containsOnly("media_id: image-1 (not an upload of the sender)");
    for (State state : new State[] {State.WAITING, State.CHECKING, State.DOOMED}) {
      has("ada", MediaKind.IMAGE, state);
      node.acceptImage(phone, "ada", "bob", "t-3", IMAGE);
      node.lookUp();
    }
    has("ada", MediaKind.VIDEO, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-4", IMAGE);
    node.lookUp();
    assertThat(phone.failures())
        .hasSize(6)
        .extracting(ServerFrame.Failure::code)
        .containsOnly(ErrorCode.MEDIA_NOT_READY);
    assertThat(node.appended()).isEmpty();
  }

  @Test
  void shouldRefuseWhenItIsKnownToBeAnothers() {
    has("ada", MediaKind.IMAGE, State.READY);
    node.acceptImage(phone, "ada", "bob", "t-1", IMAGE);
    node.lookUp();
    TestDevice bob = node.connect("bob", "phone");
    node.acceptImage(bob, "ada", "bob", "t-1", IMAGE);
    assertThat(bob.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.MEDIA_NOT_READY);
    assertThat(node.appended()).hasSize(1);
  }

  @Test
  void shouldHoldAPlaceForEachThatWaitsAndGiveItBack() {
    has("ada", MediaKind.IMAGE, State.READY);
    for (int i = 0; i <= TestNode.IN_FLIGHT_MAX; i++) {
      node.acceptImage(phone, "ada", "bob", "t-" + i, IMAGE);
    }
    assertThat(phone.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.THROTTLED);
    while (node.lookUps() > 0) {
      node.lookUp();
    }
    node.accept(phone, "ada", "bob", "t-9");
    assertThat(node.appended()).hasSize(TestNode.IN_FLIGHT_MAX + 1);
  }

  private List<String> names() {
    return node.appended().stream().map(entry -> entry.submission().tempId().value()).toList();
  }
}

package org.plumbline.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class CursorViewTest {

  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");
  private static final ThreadId THREAD = ThreadId.group("crew");

  private final CursorView view = new CursorView(1);

  private boolean moves(UserId user, long upTo, Status status) {
    return view.moves(new ServerFrame.Receipt(THREAD, user, upTo, status));
  }

  @Test
  void shouldMoveForwardOnly() {
    assertThat(moves(BOB, 0, Status.DELIVERED)).isTrue();
    assertThat(moves(BOB, 29, Status.DELIVERED)).isTrue();
    assertThat(moves(BOB, 14, Status.DELIVERED)).isFalse();
    assertThat(moves(BOB, 29, Status.DELIVERED)).isFalse();
    assertThat(moves(BOB, 30, Status.DELIVERED)).isTrue();
  }

  @Test
  void shouldTakeWhatWasReadForDelivered() {
    assertThat(moves(BOB, 20, Status.READ)).isTrue();
    assertThat(moves(BOB, 20, Status.DELIVERED)).isFalse();
    assertThat(moves(BOB, 25, Status.DELIVERED)).isTrue();
    assertThat(moves(BOB, 22, Status.READ)).isTrue();
    assertThat(moves(BOB, 21, Status.READ)).isFalse();
  }

  @Test
  void shouldPassOnWhatItHasNoRoomToRemember() {
    assertThat(moves(BOB, 5, Status.DELIVERED)).isTrue();
    assertThat(moves(CY, 5, Status.DELIVERED)).isTrue();
    assertThat(moves(CY, 4, Status.DELIVERED)).isTrue();
    assertThat(moves(BOB, 4, Status.DELIVERED)).isFalse();
  }
}

package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

class SeatingTest {

  @TempDir Path folder;

  @Test
  void shouldSeatPartnersOnDifferentNodesWhenThereAreTwo() {
    Seating seating = seating(LoadProfile.smoke(), 2);

    assertThat(seating.chats()).isEqualTo(12);
    for (Seat seat : seating.seats()) {
      Seat partner = seating.seat(seat.chat(), Seat.lane(1 - seat.member(), 0));
      assertThat(partner.node()).isNotEqualTo(seat.node());
      assertThat(seating.seat(seat.chat(), Seat.lane(seat.member(), 0)).node())
          .isEqualTo(seat.node());
    }
    assertThat(seating.seats().stream().filter(seat -> seat.node().equals("node-1")).count())
        .isBetween(12L, 18L);
  }

  @Test
  void shouldGiveSecondDevicesToTheAskedShareWhenSeated() {
    Seating seating = seating(LoadProfile.smoke(), 2);

    assertThat(seating.seats()).hasSize(30);
    assertThat(seating.seats().stream().filter(seat -> !seat.sends())).hasSize(6);
  }

  @Test
  void shouldExpectPartnersAndOwnOtherDeviceWhenUserHasTwo() {
    Seating seating = seating(LoadProfile.smoke(), 2);
    Seat second = seating.seats().stream().filter(seat -> !seat.sends()).findFirst().orElseThrow();

    long expected = seating.expectedLanes(seating.sender(second));

    assertThat(expected & (1L << second.lane())).isNotZero();
    assertThat(expected & (1L << Seat.lane(1 - second.member(), 0))).isNotZero();
    assertThat(expected & (1L << Seat.lane(second.member(), 0))).isZero();
  }

  @Test
  void shouldSpreadMembersOverTheNodesWhenSeatedInGroups() {
    Seating seating = seating(ChatShape.GROUP_CHAT, LoadProfile.smoke(), 2);

    assertThat(seating.members()).isEqualTo(10);
    assertThat(seating.chats()).isEqualTo(2);
    for (int sender = 0; sender < seating.senders(); sender++) {
      Seat seat = seating.seatOf(sender);
      assertThat(seating.sender(seat)).isEqualTo(sender);
      assertThat(seating.memberOf(seat.chat(), seat.user())).isEqualTo(seat.member());
      assertThat(Long.bitCount(seating.expectedLanes(sender))).isEqualTo(9);
    }
    assertThat(seating.seats().stream().filter(seat -> seat.node().equals("node-1"))).hasSize(10);
  }

  @Test
  void shouldReadSeatsBackWhenWritten() throws IOException {
    Seating seating = seating(LoadProfile.smoke(), 2);
    Path file = folder.resolve("seats.csv");

    seating.write(file);

    assertThat(Seating.read(file).seats()).isEqualTo(seating.seats());
  }

  @Test
  void shouldKeepTokenOutOfSightWhenSeatIsPrinted() {
    Seat seat = seating(LoadProfile.smoke(), 1).seats().getFirst();

    assertThat(seat).hasToString("t-0/first@node-1");
  }

  private static Seating seating(LoadProfile profile, int nodes) {
    return seating(ChatShape.ONE_TO_ONE, profile, nodes);
  }

  private static Seating seating(ChatShape shape, LoadProfile whole, int nodes) {
    LoadProfile profile = shape.of(whole);
    List<Account> accounts = new ArrayList<>();
    for (Map.Entry<String, List<String>> user : Seating.usersOf(profile, "t").entrySet()) {
      user.getValue().forEach(device -> accounts.add(new Account(user.getKey(), device, "secret")));
    }
    List<NodeAddress> addresses = new ArrayList<>();
    for (int node = 1; node <= nodes; node++) {
      addresses.add(
          new NodeAddress(
              "node-" + node, URI.create("http://h:" + node), URI.create("ws://h:" + node)));
    }
    List<ThreadId> threads =
        IntStream.range(0, profile.users() / shape.members())
            .mapToObj(chat -> ThreadId.group(Integer.toString(chat)))
            .toList();
    return Seating.of(accounts, addresses, shape.members(), threads);
  }
}

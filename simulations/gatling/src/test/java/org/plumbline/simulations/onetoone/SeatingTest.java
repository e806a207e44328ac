package org.plumbline.simulations.onetoone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

class SeatingTest {

  @TempDir Path folder;

  @Test
  void shouldSeatPartnersOnDifferentNodesWhenThereAreTwo() {
    Seating seating = seating(LoadProfile.smoke(), 2);

    assertThat(seating.pairs()).isEqualTo(12);
    for (Seat seat : seating.seats()) {
      Seat partner = seating.seat(seat.pair(), Seat.lane(1 - seat.side(), 0));
      assertThat(partner.node()).isNotEqualTo(seat.node());
      assertThat(seating.seat(seat.pair(), Seat.lane(seat.side(), 0)).node())
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

    int expected = seating.expectedLanes(second.pair(), second.side());

    assertThat(expected & (1 << second.lane())).isNotZero();
    assertThat(expected & (1 << Seat.lane(1 - second.side(), 0))).isNotZero();
    assertThat(expected & (1 << Seat.lane(second.side(), 0))).isZero();
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
    return Seating.of(accounts, addresses);
  }
}

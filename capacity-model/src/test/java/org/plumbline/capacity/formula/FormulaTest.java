package org.plumbline.capacity.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** Formulas that no golden value covers, each against a figure worked out by hand. */
class FormulaTest {
  private static final double USERS = 500e6;

  @Test
  void shouldMultiplyDeliveriesByTheGroupShare() {
    assertThat(Traffic.deliveriesPerMessage(0, 10)).isEqualTo(1);
    assertThat(Traffic.deliveriesPerMessage(0.1, 10)).isCloseTo(1.8, within(1e-9));
    assertThat(Traffic.deliveriesPerMessage(0.3, 10)).isCloseTo(3.4, within(1e-9));
    assertThat(Traffic.deliveriesPerMessage(1, 10)).isEqualTo(9);
  }

  @Test
  void shouldCountPollsAndTheirEmptyShare() {
    TimeSpan often = TimeSpan.parse("5 s");
    TimeSpan seldom = TimeSpan.parse("60 s");
    assertThat(Traffic.pollRequests(USERS, often).perSecond()).isEqualTo(100e6);
    assertThat(Traffic.emptyPollShareAtLeast(40, often)).isCloseTo(0.9977, within(0.00005));
    assertThat(Traffic.pollRequests(USERS, seldom).perSecond()).isCloseTo(8.33e6, within(0.01e6));
    assertThat(Traffic.emptyPollShareAtLeast(40, seldom)).isCloseTo(0.972, within(0.0005));
    assertThat(Traffic.emptyPollShareAtLeast(40, TimeSpan.DAY)).isZero();
    assertThat(Traffic.meanPollDelay(often).text()).isEqualTo("2.5 s");
  }

  @Test
  void shouldBroadcastPresenceTwentyTimesAsOftenAsMessages() {
    EventRate broadcasts = Traffic.presenceBroadcasts(USERS, 10, 200, 0.2);
    assertThat(broadcasts.perSecond()).isCloseTo(4.63e6, within(0.005e6));
  }

  @Test
  void shouldGrowStorageByMetadataAndCopies() {
    DataSize payload = DataSize.parse("3.65 PB");
    DataSize rows = Storage.withMetadata(payload, DataSize.ofBytes(100), DataSize.ofBytes(33));
    assertThat(rows.text()).isEqualTo("4.855 PB");
    assertThat(Storage.copiesPerParticipant(rows, 2).text()).isEqualTo("9.709 PB");
    assertThat(Storage.replicated(Storage.copiesPerParticipant(rows, 2), 3).text())
        .isEqualTo("29.127 PB");
  }

  @Test
  void shouldPriceErasureCodingBelowReplication() {
    assertThat(Storage.reedSolomonOverhead(6, 3)).isEqualTo(1.5);
    assertThat(Storage.reedSolomonOverhead(10, 4)).isEqualTo(1.4);
  }

  @Test
  void shouldFillShardsAndPartitions() {
    DataSize shard = DataSize.parse("4 TB");
    assertThat(Storage.shardFill(DataSize.parse("3.65 PB"), 1_000, shard)).isEqualTo(0.9125);
    assertThat(Storage.timeUntilFull(1_000, shard, DataSize.parse("2 TB")).days())
        .isCloseTo(2_000, within(1e-6));
    assertThat(Storage.groupRows(10, 40, TimeSpan.YEAR).value()).isEqualTo(146_000);
    assertThat(Storage.timeUntilRows(100_000, 10, 40).days()).isCloseTo(250, within(1e-9));
  }

  @Test
  void shouldSizeServersByMemoryAndByCpu() {
    assertThat(
            Connections.serversByMemory(1e6, DataSize.parse("50 kB"), DataSize.parse("5 GB"))
                .value())
        .isEqualTo(10);
    EventRate messages = EventRate.parse("10,000 messages/s");
    assertThat(Connections.serversByCpu(messages, TimeSpan.parse("800 us"), 8, 0.5).value())
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void shouldWriteMoreWhenUsersHaveTwoDevices() {
    EventRate messages = Traffic.averageMessageRate(new Count(20e9, "messages"));
    assertThat(Frames.out(messages, 1)).isEqualTo(Frames.out(messages));
    assertThat(Frames.out(messages, 2).text()).isEqualTo("174.537 MB/s");
  }

  @Test
  void shouldFindCollisionsOfKeysThatAreNotUnique() {
    assertThat(Collisions.chanceOfAny(10, 1_000)).isCloseTo(0.044, within(0.0005));
    assertThat(Collisions.expectedOverwritten(100, 1_000)).isCloseTo(4.8, within(0.05));
    assertThat(Collisions.expectedOverwritten(1_000, 1_000)).isCloseTo(368, within(0.5));
    assertThat(Collisions.chanceOfAny(1, 1_000)).isZero();
  }
}

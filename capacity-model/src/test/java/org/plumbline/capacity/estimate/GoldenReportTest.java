package org.plumbline.capacity.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.quantity.Quantity;

/**
 * The derived figures N-01 to N-20 out of the whole model, with the inputs that they were worked
 * out with: direct messages of one device, no metadata, no compression, no free disk.
 */
class GoldenReportTest {
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "N-01 | messages_per_day | | 10 billion messages | 20 billion messages | 50 billion"
            + " messages",
        "N-02 | message_rate_average | | 115741 messages/s | 231481.5 messages/s | 578703.7"
            + " messages/s",
        "N-03 | message_rate_peak | peak_factor=2 | 231481 messages/s | 462963 messages/s | 1157407"
            + " messages/s",
        "N-03 | message_rate_peak | peak_factor=3 | 347222 messages/s | 694444 messages/s | 1736111"
            + " messages/s",
        "N-03 | message_rate_peak | peak_factor=5 | 578704 messages/s | 1157407 messages/s |"
            + " 2893519 messages/s",
        "N-04 | text_kept | retention=1 day | 1 TB | 2 TB | 5 TB",
        "N-04 | media_kept | retention=1 day | 500 TB | 0 TB | 0 TB",
        "N-05 | text_bandwidth_average | | 11.57 MB/s | 23.148 MB/s | 57.870 MB/s",
        "N-05 | media_bandwidth_average | | 5.787 GB/s | 0 GB/s | 0 GB/s",
        "N-06 | storage_total | | 182.865 PB | 3.65 PB | 1.825 PB",
        "N-07 | storage_total | replication_factor=3,media_redundancy=3 | 548.595 PB | 10.95 PB |"
            + " 5.475 PB",
        "N-08 | connections | | 100 million | 500 million | 1 billion",
        "N-09 | servers_by_limit | connections_per_server=50000 | 2000 | 10000 | 20000",
        "N-09 | servers_by_limit | connections_per_server=100000 | 1000 | 5000 | 10000",
        "N-10 | message_rate_per_server | | 57.9 messages/s | 23.1 messages/s | 57.9 messages/s",
        "N-11 | heartbeat_rate | | 3.33 million heartbeats/s | 16.67 million heartbeats/s | 33.33"
            + " million heartbeats/s",
        "N-11 | heartbeats_per_message | | 28.8 | 72 | 57.6",
        "N-12 | in_flight | | 5787 | 11574 | 28935",
        "N-13 | registry_memory | registry_key_size=100 B | 20 GB | 100 GB | 200 GB",
        "N-13 | registry_memory | registry_key_size=130 B | 26 GB | 130 GB | 260 GB",
        "N-14 | recents_memory | | 0.75 TB | 3.75 TB | 7.5 TB",
        "N-15 | status_writes | | 347222 writes/s | 694444 writes/s | 1736111 writes/s",
        "N-16 | push_rate_average | | 92593 pushes/s | 0 pushes/s | 0 pushes/s",
        "N-17 | shards | retention=5 years | 456 | 912.5 | 2281",
        "N-17 | shards | retention=5 years,copies_per_message=2 | 912.5 | 1825 | 4563",
        "N-18 | reconnects_per_day | | 0.27 million | 1.37 million | 2.74 million",
        "N-19 | deploy_reconnects | | 1157 reconnects/s | 5787 reconnects/s | 11574 reconnects/s",
        "N-20 | client_in_average | | 34.0 MB/s | 68.1 MB/s | 170.1 MB/s",
        "N-20 | client_out_average | | 41.9 MB/s | 83.8 MB/s | 209.5 MB/s",
      })
  void shouldReproduceTheDerivedFigure(
      String id, String figure, @Nullable String changes, String s0, String s1, String s4) {
    assertAgrees(figure, changes, "s0", s0);
    assertAgrees(figure, changes, "s1", s1);
    assertAgrees(figure, changes, "s2", s1);
    assertAgrees(figure, changes, "s3", s1);
    assertAgrees(figure, changes, "s4", s4);
  }

  private static void assertAgrees(
      String figure, @Nullable String changes, String preset, String golden) {
    Design design =
        Design.preset(preset)
            .with("deliveries_per_message", "1")
            .with("metadata_per_message", "0 B")
            .with("index_per_message", "0 B")
            .with("compressed_share", "1")
            .with("free_disk_share", "0")
            .with("replication_factor", "1")
            .with("media_redundancy", "1");
    if (changes != null) {
      for (String change : changes.split(",", -1)) {
        String[] parts = change.split("=", -1);
        design = design.with(parts[0], parts[1]);
      }
    }
    CapacityModel model = CapacityModel.of(design, Optional.empty());
    double found = model.calculate(model.inputs().centre()).value(figure);
    assertThat(found)
        .as("%s %s", preset, figure)
        .isCloseTo(Quantity.parse(golden).inBaseUnit(), within(halfOfLastDigit(golden)));
  }

  private static double halfOfLastDigit(String golden) {
    String digits = golden.split(" ", -1)[0];
    int decimals = digits.contains(".") ? digits.length() - digits.indexOf('.') - 1 : 0;
    double unit = Quantity.parse(golden.replace(digits, "1")).inBaseUnit();
    return 0.5001 * Math.pow(10, -decimals) * unit;
  }
}

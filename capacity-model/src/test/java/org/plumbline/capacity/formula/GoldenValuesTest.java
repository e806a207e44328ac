package org.plumbline.capacity.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * The derived figures that the model must reproduce for each document, N-01 to N-20. They were
 * worked out apart from this code. The tolerance is half a unit of the last digit that stands here.
 */
class GoldenValuesTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "N-01 | s0 | messages_per_day | 10 billion messages",
        "N-01 | s1 | messages_per_day | 20 billion messages",
        "N-01 | s4 | messages_per_day | 50 billion messages",
        "N-02 | s0 | average | 115741 messages/s",
        "N-02 | s1 | average | 231481.5 messages/s",
        "N-02 | s4 | average | 578703.7 messages/s",
        "N-03 | s0 | peak_2 | 231481 messages/s",
        "N-03 | s0 | peak_3 | 347222 messages/s",
        "N-03 | s0 | peak_5 | 578704 messages/s",
        "N-03 | s1 | peak_2 | 462963 messages/s",
        "N-03 | s1 | peak_3 | 694444 messages/s",
        "N-03 | s1 | peak_5 | 1157407 messages/s",
        "N-03 | s4 | peak_2 | 1157407 messages/s",
        "N-03 | s4 | peak_3 | 1736111 messages/s",
        "N-03 | s4 | peak_5 | 2893519 messages/s",
        "N-04 | s0 | text_per_day | 1 TB",
        "N-04 | s0 | media_per_day | 500 TB",
        "N-04 | s1 | text_per_day | 2 TB",
        "N-04 | s4 | text_per_day | 5 TB",
        "N-05 | s0 | text_in | 11.57 MB/s",
        "N-05 | s0 | media_in | 5.787 GB/s",
        "N-05 | s1 | text_in | 23.148 MB/s",
        "N-05 | s1 | text_in | 22.08 MiB/s",
        "N-05 | s4 | text_in | 57.870 MB/s",
        "N-06 | s0 | kept | 182.865 PB",
        "N-06 | s1 | kept | 3.65 PB",
        "N-06 | s4 | kept | 1.825 PB",
        "N-07 | s0 | kept_rf3 | 548.595 PB",
        "N-07 | s1 | kept_rf3 | 10.95 PB",
        "N-07 | s4 | kept_rf3 | 5.475 PB",
        "N-08 | s0 | connections | 100 million",
        "N-08 | s1 | connections | 500 million",
        "N-08 | s4 | connections | 1 billion",
        "N-09 | s0 | servers_50k | 2000",
        "N-09 | s0 | servers_100k | 1000",
        "N-09 | s1 | servers_50k | 10000",
        "N-09 | s1 | servers_100k | 5000",
        "N-09 | s4 | servers_50k | 20000",
        "N-09 | s4 | servers_100k | 10000",
        "N-10 | s0 | per_server | 57.9 messages/s",
        "N-10 | s1 | per_server | 23.1 messages/s",
        "N-10 | s4 | per_server | 57.9 messages/s",
        "N-11 | s0 | heartbeats | 3.33 million heartbeats/s",
        "N-11 | s1 | heartbeats | 16.67 million heartbeats/s",
        "N-11 | s4 | heartbeats | 33.33 million heartbeats/s",
        "N-11 | s1 | heartbeats_per_message | 72",
        "N-11 | s4 | heartbeats_per_message | 57.6",
        "N-12 | s0 | in_flight | 5787",
        "N-12 | s1 | in_flight | 11574",
        "N-12 | s4 | in_flight | 28935",
        "N-13 | s0 | registry_100 | 20 GB",
        "N-13 | s0 | registry_130 | 26 GB",
        "N-13 | s1 | registry_100 | 100 GB",
        "N-13 | s1 | registry_130 | 130 GB",
        "N-13 | s4 | registry_100 | 200 GB",
        "N-13 | s4 | registry_130 | 260 GB",
        "N-14 | s0 | recents | 0.75 TB",
        "N-14 | s1 | recents | 3.75 TB",
        "N-14 | s4 | recents | 7.5 TB",
        "N-15 | s0 | status_writes | 347222 writes/s",
        "N-15 | s1 | status_writes | 694444 writes/s",
        "N-15 | s4 | status_writes | 1736111 writes/s",
        "N-16 | s0 | pushes | 92593 pushes/s",
        "N-16 | s1 | pushes | 0 pushes/s",
        "N-16 | s1 | pushes_20_percent | 185185 pushes/s",
        "N-16 | s4 | pushes | 0 pushes/s",
        "N-17 | s1 | shards_1_copy | 912.5",
        "N-17 | s1 | shards_2_copies | 1825",
        "N-17 | s4 | shards_1_copy | 2281",
        "N-17 | s4 | shards_2_copies | 4563",
        "N-18 | s0 | reconnects_per_day | 0.27 million",
        "N-18 | s1 | reconnects_per_day | 1.37 million",
        "N-18 | s4 | reconnects_per_day | 2.74 million",
        "N-19 | s0 | deploy_reconnects | 1157 reconnects/s",
        "N-19 | s1 | deploy_reconnects | 5787 reconnects/s",
        "N-19 | s4 | deploy_reconnects | 11574 reconnects/s",
        "N-20 | s0 | json_in | 34.0 MB/s",
        "N-20 | s0 | json_out | 41.9 MB/s",
        "N-20 | s1 | json_in | 68.1 MB/s",
        "N-20 | s1 | json_out | 83.8 MB/s",
        "N-20 | s4 | json_in | 170.1 MB/s",
        "N-20 | s4 | json_out | 209.5 MB/s",
      })
  void shouldReproduceTheDerivedFigure(String id, String preset, String figure, String golden) {
    assertAgrees(golden, calculate(figure, Estimate.preset(preset)));
  }

  @ParameterizedTest
  @CsvSource({"s1,s2", "s1,s3"})
  void shouldGiveTheSameFiguresForTheThreeDocumentsThatAgree(String one, String other) {
    Stream.of("messages_per_day", "average", "text_in", "kept", "connections", "servers_50k")
        .forEach(
            figure ->
                assertThat(calculate(figure, Estimate.preset(other)))
                    .isEqualTo(calculate(figure, Estimate.preset(one))));
  }

  private static void assertAgrees(String golden, Quantity found) {
    Quantity expected = Quantity.parse(golden);
    assertThat(found.measures()).isEqualTo(expected.measures());
    int space = golden.indexOf(' ');
    String digits = space < 0 ? golden : golden.substring(0, space);
    int decimals = digits.contains(".") ? digits.length() - digits.indexOf('.') - 1 : 0;
    double number = Double.parseDouble(digits);
    double unit = number == 0 ? 1 : expected.inBaseUnit() / number;
    double halfOfLastDigit = 0.5001 * Math.pow(10, -decimals) * unit;
    assertThat(found.inBaseUnit()).isCloseTo(expected.inBaseUnit(), within(halfOfLastDigit));
  }

  private static Quantity calculate(String figure, Estimate e) {
    EventRate average = e.averageMessageRate();
    double connections = e.connections().value();
    return switch (figure) {
      case "messages_per_day" -> e.messagesPerDay();
      case "average" -> average;
      case "peak_2" -> Traffic.peakMessageRate(average, 2);
      case "peak_3" -> Traffic.peakMessageRate(average, 3);
      case "peak_5" -> Traffic.peakMessageRate(average, 5);
      case "text_per_day" -> e.textPerDay();
      case "media_per_day" -> e.mediaPerDay();
      case "text_in" -> Traffic.averagePayloadRate(e.textPerDay());
      case "media_in" -> Traffic.averagePayloadRate(e.mediaPerDay());
      case "kept" -> e.payloadKept();
      case "kept_rf3" -> Storage.replicated(e.payloadKept(), 3);
      case "connections" -> e.connections();
      case "servers_50k" -> Connections.servers(connections, 50_000);
      case "servers_100k" -> Connections.servers(connections, 100_000);
      case "per_server" -> Connections.messagesPerServer(average, e.servers().value());
      case "heartbeats" -> Traffic.heartbeats(connections, TimeSpan.parse("30 s"));
      case "heartbeats_per_message" ->
          Count.ratio(
              Traffic.heartbeats(connections, TimeSpan.parse("30 s")).perSecond()
                  / average.perSecond());
      case "in_flight" -> Traffic.inFlight(average, TimeSpan.parse("50 ms"));
      case "registry_100" -> Storage.registryMemory(connections, 2, DataSize.ofBytes(100));
      case "registry_130" -> Storage.registryMemory(connections, 2, DataSize.ofBytes(130));
      case "recents" -> Storage.recentsCache(connections, 5, 15, DataSize.ofBytes(100));
      case "status_writes" -> Traffic.statusWrites(average);
      case "pushes" -> Traffic.offlinePushes(average, e.concurrentShare().value().value());
      case "pushes_20_percent" -> Traffic.offlinePushes(average, 0.2);
      case "shards_1_copy" -> Storage.shards(fiveYears(e), DataSize.parse("4 TB"));
      case "shards_2_copies" ->
          Storage.shards(Storage.copiesPerParticipant(fiveYears(e), 2), DataSize.parse("4 TB"));
      case "reconnects_per_day" -> Connections.forcedReconnectsPerDay(connections, TimeSpan.YEAR);
      case "deploy_reconnects" -> Connections.rollingDeployReconnects(connections, TimeSpan.DAY);
      case "json_in" -> Frames.in(average);
      case "json_out" -> Frames.out(average);
      default -> throw new IllegalArgumentException("figure: " + figure);
    };
  }

  private static DataSize fiveYears(Estimate e) {
    return Storage.kept(e.textPerDay(), TimeSpan.parse("5 years"));
  }
}

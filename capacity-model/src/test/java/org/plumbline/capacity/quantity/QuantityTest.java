package org.plumbline.capacity.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 B | 100 | a size",
        "2 kB | 2000 | a size",
        "2 kbit | 250 | a size",
        "4 TB | 4e12 | a size",
        "1 KiB | 1024 | a size",
        "50 ms | 0.05 | a span of time",
        "1 year | 31536000 | a span of time",
        "5 years | 157680000 | a span of time",
        "25 MB/s | 25e6 | a data rate",
        "2 TB/day | 23148148.148 | a data rate",
        "1 Gbit/s | 125e6 | a data rate",
        "600,000 messages/s | 600000 | a rate",
        "500 million | 5e8 | a count",
        "20 billion messages | 2e10 | a count",
        "50_000 | 50000 | a count",
        "0.2 | 0.2 | a count",
        "1.5e3 servers | 1500 | a count",
      })
  void shouldReadQuantitiesWithTheirUnits(String text, double base, String measures) {
    Quantity quantity = Quantity.parse(text);
    assertThat(quantity.inBaseUnit()).isCloseTo(base, within(base * 1e-9 + 1e-12));
    assertThat(quantity.measures()).isEqualTo(measures);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 kb | 'kb' is ambiguous (expected: kB (1,000 bytes), KiB (1,024 bytes) or kbit",
        "4 KB | 'KB' is ambiguous (expected: kB (1,000 bytes) or KiB (1,024 bytes))",
        "1 mb | 'mb' is ambiguous",
        "3 b | 'b' is ambiguous",
        "500 M | 'M' is ambiguous (expected: million or MB)",
        "5 m | 'm' is ambiguous",
        "25 Mb/s | 'Mb' is ambiguous",
        "4 TV | unknown unit 'TV'",
        "1 kib | unknown unit 'kib'",
        "25 MB/fortnight | (expected: a rate per s, min, h, day or year, not per fortnight)",
        "3 s/s | (expected: data or events per time)",
        "-1 B | (expected: >= 0)",
        "many | (expected: a number and a unit)",
      })
  void shouldRefuseWhatCannotBeReadOneWay(String text, String complaint) {
    assertThatThrownBy(() -> Quantity.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldRefuseAnotherKindOfQuantityThanAskedFor() {
    assertThatThrownBy(() -> DataSize.parse("2 s")).hasMessageContaining("expected: a size such");
    assertThatThrownBy(() -> TimeSpan.parse("2 B")).hasMessageContaining("a span of time such");
    assertThatThrownBy(() -> DataRate.parse("2 B")).hasMessageContaining("a data rate such");
    assertThatThrownBy(() -> EventRate.parse("2")).hasMessageContaining("a rate such");
    assertThatThrownBy(() -> Count.parse("2 TB")).hasMessageContaining("a count such");
  }

  @Test
  void shouldRefuseToCompareDifferentMeasures() {
    assertThatThrownBy(() -> DataSize.parse("2 TB").ratioTo(DataRate.parse("2 TB/s")))
        .hasMessage("2 TB/s (expected: a size, to compare with 2 TB)");
  }

  @Test
  void shouldCombineOnlyIntoWhatTheUnitsGive() {
    assertThat(DataSize.parse("2 TB").per(TimeSpan.DAY).in(DataUnit.MIB))
        .isCloseTo(22.076, within(0.001));
    assertThat(DataRate.parse("25 MB/s").over(TimeSpan.parse("2 s")).text()).isEqualTo("50 MB");
    assertThat(EventRate.parse("10 messages/s").of(DataSize.ofBytes(100)).text())
        .isEqualTo("1 kB/s");
    assertThat(new Count(86_400, "messages").per(TimeSpan.DAY).text()).isEqualTo("1 messages/s");
    assertThat(DataSize.ofBits(16)).isEqualTo(DataSize.ofBytes(2));
    assertThat(DataSize.ofBytes(2).bits()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "182865 TB | 182.865 PB",
        "578703.7037 messages/s | 578,703.7 messages/s",
        "0.0123456 | 0.0123",
        "50 ms | 50 ms",
        "20 us | 20 us",
        "1 year | 1 year",
        "2000 days | 5.479 years",
        "12 days | 12 days",
        "10000 servers | 10,000 servers",
        "20 billion messages | 20 billion messages",
        "3.5 million | 3.5 million",
      })
  void shouldPrintInTheUnitThatReadsBest(String text, String printed) {
    assertThat(Quantity.parse(text).text()).isEqualTo(printed);
  }

  @Test
  void shouldCountTheBoundAsWithinTheTolerance() {
    Quantity tolerance = Quantity.parse("0.05 PB");
    assertThat(Quantity.parse("3.6 PB").isWithin(tolerance, Quantity.parse("3.65 PB"))).isTrue();
    assertThat(Quantity.parse("3.6 PB").isWithin(tolerance, Quantity.parse("3.651 PB"))).isFalse();
  }

  @Test
  void shouldRefuseNegativeAndInfiniteSizes() {
    assertThatThrownBy(() -> DataSize.ofBytes(-1)).hasMessageContaining("bytes: -1.0");
    assertThatThrownBy(() -> new TimeSpan(Double.POSITIVE_INFINITY))
        .hasMessageContaining("seconds: Infinity");
  }
}

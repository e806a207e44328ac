package org.plumbline.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.messenger.session.Offered.Span;
import org.plumbline.protocol.ThreadId;

class OfferedTest {

  private static final ThreadId ONE = ThreadId.group("one");
  private static final ThreadId OTHER = ThreadId.group("other");

  private final Offered offered = new Offered();

  @Test
  void shouldGiveOfEachThreadWhatWasNotAcknowledged() {
    for (long seq : new long[] {3, 5, 9}) {
      offered.add(ONE, seq);
    }
    offered.add(OTHER, 4);

    offered.acknowledge(ONE, 5);
    offered.acknowledge(OTHER, 3);

    assertThat(offered.take()).containsExactly(new Span(ONE, 6, 9), new Span(OTHER, 4, 4));
    assertThat(offered.take()).as("once").isEmpty();
  }

  @Test
  void shouldHaveNothingWhenAllWasAcknowledged() {
    offered.add(ONE, 3);
    offered.acknowledge(ONE, Long.MAX_VALUE);
    offered.acknowledge(OTHER, 7);

    assertThat(offered.take()).isEmpty();
    offered.add(ONE, 4);
    assertThat(offered.take()).containsExactly(new Span(ONE, 4, 4));
  }

  @Test
  void shouldRememberNoMoreThreadsThanItsBoundAndThoseOfLate() {
    for (int i = 0; i < 10_000; i++) {
      offered.add(ThreadId.group("g" + i), i);
    }
    assertThat(offered.take())
        .hasSize(Offered.THREADS_MAX)
        .last()
        .isEqualTo(new Span(ThreadId.group("g9999"), 9_999, 9_999));
  }
}

package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.UserId;

final class SeenRoundTest {

  private final List<UserId> here =
      IntStream.range(0, 20_000).mapToObj(each -> new UserId("idle-" + each)).toList();

  @Test
  void everybodyIsWrittenOnceInARound() {
    SeenRound round = new SeenRound();
    List<UserId> written = new ArrayList<>();

    for (int sweep = 0; sweep < SeenRound.SWEEPS; sweep++) {
      written.addAll(round.next(here));
    }

    assertThat(written).containsExactlyInAnyOrderElementsOf(here);
  }

  @Test
  void noSweepWritesMuchMoreThanItsShare() {
    SeenRound round = new SeenRound();

    for (int sweep = 0; sweep < SeenRound.SWEEPS; sweep++) {
      assertThat(round.next(here)).hasSizeLessThan(2 * here.size() / SeenRound.SWEEPS);
    }
  }
}

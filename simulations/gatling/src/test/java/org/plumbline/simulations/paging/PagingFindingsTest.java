package org.plumbline.simulations.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.OpenLoop;

class PagingFindingsTest {

  private static final UserId ANN = new UserId("ann");
  private static final ThreadId BOB = ThreadId.direct(ANN, new UserId("bob"));
  private static final ThreadId CEM = ThreadId.direct(ANN, new UserId("cem"));
  private static final List<ListRead.Entry> LISTED =
      List.of(new ListRead.Entry(BOB, 9), new ListRead.Entry(CEM, 4));

  @Test
  void shouldHoldWhenPagesMakeTheWholeThread() {
    assertThat(findings(List.of(List.of(7L, 9L), List.of(3L, 5L), List.of(1L)), LISTED))
        .hasSize(5)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
  }

  @Test
  void shouldBreakWhenAMessageIsMissing() {
    assertBroken("pages_complete", "lacks [3]", List.of(List.of(7L, 9L), List.of(1L, 5L)), LISTED);
  }

  @Test
  void shouldBreakWhenAMessageIsOfAnotherThread() {
    assertBroken(
        "pages_complete",
        "has [4]",
        List.of(List.of(7L, 9L), List.of(4L, 5L), List.of(1L, 3L)),
        LISTED);
  }

  @Test
  void shouldBreakWhenAMessageIsGivenTwiceOrOutOfPlace() {
    assertBroken(
        "pages_in_order",
        ": 7 of [5, 7]",
        List.of(List.of(7L, 9L), List.of(5L, 7L), List.of(1L, 3L)),
        LISTED);
    assertBroken(
        "pages_in_order",
        ": 7 of [9, 7]",
        List.of(List.of(9L, 7L), List.of(3L, 5L), List.of(1L)),
        LISTED);
  }

  @Test
  void shouldBreakWhenAPageIsLongerThanAskedOrShortInTheMiddle() {
    assertBroken(
        "pages_of_the_asked_size",
        "page 0 has 3 of 2",
        List.of(List.of(5L, 7L, 9L), List.of(1L, 3L)),
        LISTED);
    assertBroken(
        "pages_of_the_asked_size",
        "page 0 has 1 of 2",
        List.of(List.of(9L), List.of(5L, 7L), List.of(1L, 3L)),
        LISTED);
  }

  @Test
  void shouldBreakWhenAListLacksAThreadOrIsBehindOrDouble() {
    List<List<Long>> pages = List.of(List.of(7L, 9L), List.of(3L, 5L), List.of(1L));

    assertBroken("lists_complete", "lacks " + CEM, pages, LISTED.subList(0, 1));
    assertBroken(
        "lists_complete",
        "lastSeq=7",
        pages,
        List.of(new ListRead.Entry(BOB, 7), new ListRead.Entry(CEM, 4)));
    assertBroken(
        "lists_complete",
        "lastSeq=9",
        pages,
        List.of(LISTED.getFirst(), LISTED.getFirst(), LISTED.getLast()));
  }

  @Test
  void shouldBreakWhenAJourneyFailedAndKnowNothingWhenNoneBegan() {
    Map<ThreadId, List<Long>> nothing = Map.of();
    PagingFindings failed =
        new PagingFindings(
            nothing,
            Map.of(),
            List.of(),
            List.of(),
            new OpenLoop.Outcome(3, 1, List.of("journey 2: status 503")));
    PagingFindings none =
        new PagingFindings(
            nothing, Map.of(), List.of(), List.of(), new OpenLoop.Outcome(0, 0, List.of()));

    Finding answered = failed.all().getFirst();
    assertThat(answered.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(answered.summary()).startsWith("2 of 3 ");
    assertThat(answered.witnesses()).containsExactly("journey 2: status 503");
    assertThat(none.all())
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN));
  }

  private static void assertBroken(
      String id, String witness, List<List<Long>> pages, List<ListRead.Entry> listed) {
    Finding finding =
        findings(pages, listed).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.witnesses()).anyMatch(one -> one.contains(witness));
  }

  private static List<Finding> findings(List<List<Long>> pages, List<ListRead.Entry> listed) {
    return new PagingFindings(
            Map.of(BOB, List.of(1L, 3L, 5L, 7L, 9L), CEM, List.of(2L, 4L)),
            Map.of(ANN, Set.of(BOB, CEM)),
            List.of(new ThreadRead(ANN, BOB, 2, pages)),
            List.of(new ListRead(ANN, listed)),
            new OpenLoop.Outcome(2, 0, List.of()))
        .all();
  }
}

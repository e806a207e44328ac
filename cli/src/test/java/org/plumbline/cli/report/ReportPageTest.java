package org.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.projection.Projection;
import org.plumbline.cli.check.Outcomes;
import org.plumbline.cli.run.Summary;

class ReportPageTest {
  private static final Pattern SCRIPT = Pattern.compile("(?i)<script");
  private static final Pattern HANDLER =
      Pattern.compile("<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son[a-z]+=");
  private static final Pattern REFERENCE =
      Pattern.compile("(?i)(src|href|action|data|poster|srcset|xlink:href)=\"([^\"]*)\"");

  @Test
  void shouldShowEachPartOfTheRun() {
    String page = ReportPage.render(ExampleRun.data());

    assertThat(page)
        .contains("547 PB", "182.865 PB", "2.99x", "2 kB was added as 2 MB")
        .contains("users x (text + media) x days", "500,000,000", "s0 line 27")
        .contains("profile full, which leaves load.swarm", "0 to 3")
        .contains("Kill chat node", "recovery time", "3.42 s")
        .contains("3.1 s to 3.9 s")
        .contains("104.3 B", "99 B to 110 B", "not measured", "calibration.cpu/")
        .contains("beecae3aaaaa with local changes", "load average before the run")
        .contains("31.4 s", "2 min 00 s")
        .contains("What an acknowledgement survives", "1,204", "not counted")
        .contains("p99.9", "50 ms", "<polyline")
        .contains("How well the model predicts", "12 ms to 28 ms", "-33.3%", "more than 25%")
        .contains("Broken promises: Kill chat node: no visible duplicate");
  }

  /** The first page, the findings and the contradictions, with figures of claims alone. */
  @Test
  void shouldTellTheStoryWithTheFiguresOfTheClaims() {
    String page = ReportPage.render(calculated());

    assertThat(page)
        .contains("The estimates", "Off, and by how much", "What the users really need")
        .contains("What to know before building on these documents")
        .contains("182.865 PB", "23.148 MB/s", "20 GB", "1.037", "1,825 shards", "57.6")
        .contains("36.788%", "185,185.2 pushes/s")
        .contains("Where the documents contradict each other", "X-28", "borne out", "open")
        .contains("Storage of the messages, by cause", "4.855 PB");
    assertThat(page.length()).as("well below 3 MB").isLessThan(2_000_000);
  }

  @Test
  void shouldPlotLatencyAgainstLoadWhenALoadMeasuredIt() {
    assertThat(ReportPage.render(calculated())).doesNotContain("Latency against load");
    RunData run = calculated();
    TreeMap<String, Figure> figures = new TreeMap<>();
    for (int percent : List.of(20, 100)) {
      String level = "level_" + percent + "_";
      figures.put(level + "rate", Figure.of(10 * percent, "1/s", 1));
      figures.put(level + "delivery_p50", Figure.of(4, "ms", 1));
      figures.put(level + "delivery_p99", Figure.of(percent, "ms", 1));
    }
    Evidence load =
        new Evidence(
            Evidence.SCHEMA,
            "load.find_maximum",
            "load",
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of(),
            figures,
            List.of(),
            List.of(),
            List.of());
    String page =
        ReportPage.render(
            new RunData(run.manifest(), run.summary(), List.of(load), run.latencies()));
    assertThat(page).contains("Latency against load", "200/s", "1,000/s", "110 ms");
  }

  /** Judged by the formulas alone. */
  private static RunData calculated() {
    List<JudgedClaim> claims = Outcomes.judge(List.of());
    Summary summary =
        new Summary(
            Summary.SCHEMA,
            "calculated",
            "smoke",
            0,
            "Nothing broke.",
            Summary.count(claims),
            List.of(),
            Projection.of(List.of()),
            PredictionReport.of(List.of(), List.of(), 2),
            List.of(),
            claims);
    return new RunData(ExampleRun.manifest(), summary, List.of(), List.of());
  }

  @Test
  void shouldNameTheFailingClaimFurthestFromTheTruthAsMostSurprising() {
    assertThat(HeadlineSection.mostSurprising(ExampleRun.data().summary().claims()))
        .hasValueSatisfying(claim -> assertThat(claim.id()).isEqualTo("S2-09"));
  }

  @Test
  void shouldEscapeHostileTextWhereverItStands() {
    String page = ReportPage.render(ExampleRun.data());

    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(&#39;x&#39;)");
    assertThat(SCRIPT.matcher(page).results().count()).as("script elements").isEqualTo(1);
    assertThat(HANDLER.matcher(page).find()).as("event handlers").isFalse();
    assertThat(page).contains("default-src 'none'".replace("'", "&#39;"));
  }

  @Test
  void shouldReferToNothingOutsideTheFile() {
    String page = ReportPage.render(ExampleRun.data());

    Matcher references = REFERENCE.matcher(page);
    while (references.find()) {
      assertThat(references.group(2)).startsWith("#");
    }
    assertThat(page).doesNotContain("http://", "https://", "@import", "url(");
  }

  @Test
  void shouldShowThatNothingIsKnownWhenNothingRan() {
    RunData full = ExampleRun.data();
    RunData empty =
        new RunData(
            full.manifest(),
            new Summary(
                Summary.SCHEMA,
                "empty",
                "smoke",
                3,
                "Nothing ran.",
                Summary.count(List.of()),
                List.of(),
                Projection.of(List.of()),
                PredictionReport.of(List.of(), List.of(), 2),
                List.of(),
                List.of()),
            List.of(),
            List.of());

    assertThat(ReportPage.render(empty))
        .contains("nothing is known of the promises")
        .contains("left no latency log")
        .contains("calibration.storage/bytes_on_disk_per_message");
  }

  @Test
  void shouldRefuseMarkupThatIsNotClosedInOrder() {
    assertThatThrownBy(() -> new Markup().open("p").close("div"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Markup().open("p").finish())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Markup().asset("style", "</style>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Markup.escape("a\u0000b\u001b")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void shouldBeAWholePageOfItsOwn() throws Exception {
    String page = ReportPage.render(ExampleRun.data());
    Files.writeString(Path.of("target", "example-report.html"), page);

    assertThat(page).startsWith("<!doctype html>\n<html").endsWith("</html>\n");
  }
}

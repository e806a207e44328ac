package org.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.projection.Projection;
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

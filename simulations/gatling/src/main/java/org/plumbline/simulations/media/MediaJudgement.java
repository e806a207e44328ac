package org.plumbline.simulations.media;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.GeneratorMeter;

/** The evidence of the images' load. */
final class MediaJudgement {

  private final LoadContext context;
  private final OpenLoop.Outcome outcome;
  private final MediaJourney.Seen seen;
  private final Stopwatches stopwatches;
  private final GeneratorMeter.Use use;
  private final int statusOfTooMuch;

  /**
   * Takes what was seen.
   *
   * @param statusOfTooMuch the store's answer to an upload longer than announced
   */
  MediaJudgement(
      LoadContext context,
      OpenLoop.Outcome outcome,
      MediaJourney.Seen seen,
      Stopwatches stopwatches,
      GeneratorMeter.Use use,
      int statusOfTooMuch) {
    this.context = context;
    this.outcome = outcome;
    this.seen = seen;
    this.stopwatches = stopwatches;
    this.use = use;
    this.statusOfTooMuch = statusOfTooMuch;
  }

  Evidence evidence(Instant started, Instant ended, Instant steady) {
    LoadProfile profile = context.profile();
    Map<String, String> settings = new TreeMap<>();
    settings.put("profile", profile.name());
    settings.put("users", Integer.toString(profile.users()));
    settings.put("nodes", Integer.toString(context.nodes().size()));
    settings.put("offered_rate", Double.toString(profile.messagesPerSecond()));
    settings.put("warm_up", profile.warmUp().toString());
    settings.put("duration", profile.duration().toString());
    settings.put("seed", Long.toString(context.seed()));
    String log =
        stopwatches.write(
            context.runFolder(), MediaScenario.NAME, MediaJourney.ARRIVAL, steady.toEpochMilli());
    return new Evidence(
        Evidence.SCHEMA,
        "load." + MediaScenario.NAME,
        "load",
        started,
        ended,
        settings,
        figures(),
        findings(),
        notes(),
        List.of(log));
  }

  private SortedMap<String, Figure> figures() {
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("begun", Figure.count(outcome.begun()));
    figures.put("uploaded", Figure.count(seen.uploaded().sum()));
    figures.put("arrived", Figure.count(seen.arrived().sum()));
    figures.put("equal", Figure.count(seen.equal().sum()));
    figures.put("bytes_read", Figure.of((double) seen.bytes().sum(), "B", outcome.begun()));
    stopwatches.addTo(figures, context.seed());
    Stopwatches.addUse(figures, use, context.profile());
    return figures;
  }

  List<Finding> findings() {
    return List.of(
        counted("all_arrived", seen.arrived().sum(), "images were shown by the recipient's device"),
        counted("bytes_equal", seen.equal().sum(), "images were read byte for byte as sent"),
        besideTheNodes(),
        boundToTheAnnounced());
  }

  /** Journeys begun are what is promised: an upload that is refused breaks it as well. */
  private Finding counted(String id, long count, String what) {
    String summary = count + " of " + outcome.begun() + " " + what + ".";
    if (outcome.begun() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No image was sent.");
    }
    return new Finding(
        id,
        count == outcome.begun() ? Outcome.HELD : Outcome.BROKEN,
        summary,
        count == outcome.begun() ? List.of() : outcome.witnesses());
  }

  private Finding besideTheNodes() {
    String id = "bytes_beside_the_nodes";
    if (seen.uploadAuthorities().isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was uploaded.");
    }
    Set<String> nodes =
        context.nodes().stream()
            .map(node -> node.http().getAuthority())
            .collect(Collectors.toSet());
    boolean beside = seen.uploadAuthorities().stream().noneMatch(nodes::contains);
    return Finding.of(
        id,
        beside ? Outcome.HELD : Outcome.BROKEN,
        beside
            ? "Every upload went to the object store's own address, none to a chat node."
            : "Uploads went to the address of a chat node.");
  }

  private Finding boundToTheAnnounced() {
    boolean refused = statusOfTooMuch / 100 == 4;
    return Finding.of(
        "upload_bound_to_announced",
        refused ? Outcome.HELD : Outcome.BROKEN,
        "An upload of twice the announced length was answered with "
            + statusOfTooMuch
            + " (expected: 4xx).");
  }

  private static List<String> notes() {
    return List.of(
        "Open model: uploads are Poisson and fixed beforehand; arrival runs from the intended time"
            + " to the compared bytes at the recipient, the other parts from their own beginning.",
        "Every fifth image has about 200 KB, the others some 300 bytes; no two are alike.",
        "Driver, chat nodes, object store and data servers share the machine's cores; the driver is"
            + " this process, on virtual threads.");
  }
}

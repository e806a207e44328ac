package org.plumbline.capacity.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.claim.JudgedBy;
import org.plumbline.capacity.estimate.Design;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.estimate.Sourced;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * The calibration of a run, scaled to the users of each document. Serialises to JSON as it stands.
 *
 * @param assumptions what is taken for granted, with sources
 * @param calibrations the measured figures that were used
 * @param missing what the run did not calibrate, as {@code <evidence id>/<figure>}
 * @param documents one projection for each document
 * @param notes what a reader must know to judge the figures
 */
public record Projection(
    List<Assumption> assumptions,
    List<Calibration> calibrations,
    List<String> missing,
    List<DocumentProjection> documents,
    List<String> notes) {

  private static final List<String> NOTES =
      List.of(
          "Everything is scaled in proportion from one machine; a system of that size may not"
              + " behave in proportion.",
          "Processor time per message includes what idle nodes use, so at a low measured rate the"
              + " servers by processor are an upper bound.",
          "Servers are chat nodes; the servers of the log, the stores and the cache come on top.",
          "Stored text is what the message store keeps on disk; the log and the media are apart.");

  private static final Map<String, String> SERVER_CLAIMS =
      Map.of("s1", "S1-31", "s3", "S3-17", "s4", "S4-22");
  private static final Map<String, String> STORAGE_CLAIMS =
      Map.of("s0", "S0-15", "s1", "S1-12", "s3", "S3-08", "s4", "S4-19");

  /** An assumption with its source. */
  public record Assumption(String id, String text, String source) {}

  /** A measured figure that was used. */
  public record Calibration(String evidence, String name, Figure figure) {}

  public Projection {
    assumptions = List.copyOf(assumptions);
    calibrations = List.copyOf(calibrations);
    missing = List.copyOf(missing);
    documents = List.copyOf(documents);
    notes = List.copyOf(notes);
  }

  /**
   * Projects the calibration that a run left.
   *
   * @throws IllegalArgumentException when a calibrated figure has another unit than expected
   */
  public static Projection of(List<Evidence> evidence) {
    // What the documents do not state is the same for all of them.
    Assumptions assumptions = Assumptions.of(Design.preset(Estimate.PRESETS.getFirst()));
    CalibratedFigures figures = CalibratedFigures.of(evidence);
    Scaling scaling = new Scaling(assumptions, figures);
    ClaimCatalogue claims = ClaimCatalogue.load();
    List<DocumentProjection> documents =
        Estimate.PRESETS.stream()
            .map(Estimate::preset)
            .map(estimate -> project(estimate, scaling, claims))
            .toList();
    return new Projection(listed(assumptions), figures.used(), figures.missing(), documents, NOTES);
  }

  private static DocumentProjection project(
      Estimate estimate, Scaling scaling, ClaimCatalogue claims) {
    Optional<Span> byMemory = scaling.serversByMemory(estimate);
    Optional<Span> byCpu = scaling.serversByCpu(estimate);
    return new DocumentProjection(
        estimate.name(),
        estimate.title(),
        estimate.connections().text(),
        estimate.averageMessageRate().text(),
        scaling.peakRate(estimate).text(),
        byMemory.orElse(null),
        byCpu.orElse(null),
        binding(byMemory, byCpu),
        stated(claims, SERVER_CLAIMS.get(estimate.name())),
        scaling.textStored(estimate, TimeSpan.YEAR).orElse(null),
        scaling.textStored(estimate, estimate.retention().value()).orElse(null),
        Storage.kept(estimate.mediaPerDay(), estimate.retention().value()).text(),
        stated(claims, STORAGE_CLAIMS.get(estimate.name())),
        scaling.bandwidthIn(estimate).orElse(null),
        scaling.bandwidthOut(estimate).orElse(null));
  }

  private static @Nullable String binding(Optional<Span> byMemory, Optional<Span> byCpu) {
    if (byMemory.isEmpty() || byCpu.isEmpty()) {
      return null;
    }
    if (byMemory.get().overlaps(byCpu.get())) {
      return "unclear";
    }
    return byMemory.get().value() > byCpu.get().value() ? "memory" : "cpu";
  }

  private static DocumentProjection.@Nullable Stated stated(
      ClaimCatalogue claims, @Nullable String id) {
    if (id == null) {
      return null;
    }
    JudgedBy how = claims.claim(id).orElseThrow().judgedBy();
    String claimed = how == null ? null : how.claimed();
    return claimed == null
        ? null
        : new DocumentProjection.Stated(id, Quantity.parse(claimed).text());
  }

  private static List<Assumption> listed(Assumptions a) {
    List<Assumption> listed = new ArrayList<>();
    Map<String, Sourced<? extends Quantity>> all = new LinkedHashMap<>();
    all.put("cores_per_server", a.coresPerServer());
    all.put("memory_per_server", a.memoryPerServer());
    all.put("memory_share_for_connections", a.memoryShareForConnections());
    all.put("target_utilisation", a.targetUtilisation());
    all.put("spare_share", a.spareShare());
    all.put("peak_factor", a.peakFactor());
    all.put("replication_factor", a.replicationFactor());
    all.forEach(
        (id, input) -> listed.add(new Assumption(id, input.value().text(), input.source())));
    return listed;
  }
}

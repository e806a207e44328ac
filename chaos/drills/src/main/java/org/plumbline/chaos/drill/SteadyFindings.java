package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.experiment.format.Activity;
import org.plumbline.chaos.experiment.run.ActivityRun;
import org.plumbline.chaos.experiment.run.Journal;
import org.plumbline.chaos.experiment.run.SteadyState;
import org.plumbline.chaos.fault.Proof;

/**
 * What the looks at the steady state say, before and during the fault, whether the fault was there,
 * and whether all was as before in time.
 */
final class SteadyFindings {

  private static final int WITNESSES_MAX = 10;

  private final DrillRun.Course course;
  private final Plan plan;
  private final double recoverySeconds;

  /**
   * What they say.
   *
   * @param recoverySeconds from the fault to the last delivery that it delayed; 0 when none was
   */
  SteadyFindings(DrillRun.Course course, Plan plan, double recoverySeconds) {
    this.course = course;
    this.plan = plan;
    this.recoverySeconds = recoverySeconds;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Scene scene = course.scene();
    if (!scene.proofs().isEmpty()) {
      findings.add(faultWasActive(scene.proofs()));
      findings.add(recovered());
    }
    List<SteadyState> control = course.control().during();
    if (!control.isEmpty()) {
      // On a machine that is too weak the rules do not hold even without a fault.
      findings.add(looks("control_held", "before the fault", control, Outcome.UNKNOWN));
    }
    List<SteadyState> during = course.journal().during();
    if (!during.isEmpty()) {
      // What was not met before the fault either is not the fault's doing.
      boolean clean = control.stream().allMatch(SteadyState::met);
      Outcome otherwise = clean ? Outcome.BROKEN : Outcome.UNKNOWN;
      findings.add(looks("steady_during_fault", "during the method", during, otherwise));
    }
    method().ifPresent(findings::add);
    return findings;
  }

  private static Finding faultWasActive(List<Proof> proofs) {
    boolean all = proofs.stream().allMatch(Proof::active);
    return Finding.of(
        "fault_was_active",
        all ? Outcome.HELD : Outcome.UNKNOWN,
        proofs.stream().map(Proof::how).collect(Collectors.joining("; ")));
  }

  private Finding recovered() {
    double lasted = (course.scene().healedNanos() - course.scene().faultNanos()) / 1e9;
    double after = Math.max(0, recoverySeconds - lasted);
    return Finding.of(
        "recovered_in_time",
        after * 1e3 <= plan.recoveredWithin().toMillis() ? Outcome.HELD : Outcome.BROKEN,
        "The last delayed message arrived "
            + Scene.seconds(after)
            + " after the fault was healed (objective: "
            + Scene.seconds(plan.recoveredWithin().toMillis() / 1e3)
            + ").");
  }

  private static Finding looks(String id, String when, List<SteadyState> looks, Outcome otherwise) {
    List<String> witnesses =
        looks.stream()
            .filter(each -> !each.met())
            .map(SteadyState::summary)
            .limit(WITNESSES_MAX)
            .toList();
    long met = looks.stream().filter(SteadyState::met).count();
    return new Finding(
        id,
        met == looks.size() ? Outcome.HELD : otherwise,
        "The steady state was met at " + met + " of " + looks.size() + " looks " + when + ".",
        witnesses);
  }

  /** A method that was not performed as written drilled something else. */
  private Optional<Finding> method() {
    Journal journal = course.journal();
    SteadyState before = journal.before();
    if (before != null && !before.met()) {
      return Optional.of(
          Finding.of(
              "method_was_performed",
              Outcome.UNKNOWN,
              "The steady state was not there before the fault: " + before.summary()));
    }
    List<String> failed =
        journal.run().stream()
            .filter(each -> !each.succeeded())
            .map(each -> each.activity().name() + ": " + each.failure())
            .toList();
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "method_was_performed",
                Outcome.UNKNOWN,
                failed.size() + " activities of the method failed.",
                failed));
  }

  /** The worst value of each probe during the method, and how many looks there were. */
  SortedMap<String, Figure> figures() {
    SortedMap<String, Figure> figures = new TreeMap<>();
    add(figures, "control", course.control().during());
    add(figures, "during_fault", course.journal().during());
    return figures;
  }

  private static void add(SortedMap<String, Figure> figures, String when, List<SteadyState> looks) {
    SortedMap<String, List<Double>> values = new TreeMap<>();
    for (SteadyState look : looks) {
      for (ActivityRun run : look.probes()) {
        if (run.output().isNumber()) {
          values
              .computeIfAbsent(name(run.activity()), _ -> new ArrayList<>())
              .add(run.output().doubleValue());
        }
      }
    }
    values.forEach(
        (name, all) -> {
          boolean time = name.endsWith("_ms");
          double worst =
              all.stream()
                  .mapToDouble(Double::doubleValue)
                  .reduce(time ? Math::max : Math::min)
                  .orElse(0);
          figures.put(
              "worst_" + name + "_" + when, Figure.of(worst, time ? "ms" : "1", all.size()));
        });
  }

  private static String name(Activity activity) {
    JsonNode func = activity.source().path("provider").path("func");
    return func.asText(activity.name()).replaceAll("[^a-z0-9_]+", "_");
  }
}

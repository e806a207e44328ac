package org.plumbline.cli.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.capacity.projection.Projection;

/**
 * {@code summary.json}: everything that a run found, for machines.
 *
 * @param schema always {@value #SCHEMA}
 * @param exitCode what the command returned
 * @param meaning the same in words
 * @param projection what the documents' users would need, by the figures of this run
 * @param prediction how well the model predicts what it was not fitted on
 * @param verdicts counts by document and verdict
 * @param caveats what a reader must keep in mind
 */
public record Summary(
    String schema,
    String run,
    String profile,
    int exitCode,
    String meaning,
    SortedMap<String, Map<Verdict, Integer>> verdicts,
    List<Promise> promises,
    Projection projection,
    PredictionReport prediction,
    List<String> caveats,
    List<JudgedClaim> claims) {

  /** The version of the format that this code reads and writes. */
  public static final String SCHEMA = "plumbline/summary/1";

  public Summary {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("schema: " + schema + " (expected: " + SCHEMA + ")");
    }
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    promises = List.copyOf(promises);
    caveats = List.copyOf(caveats);
    claims = List.copyOf(claims);
  }

  /** Counts the verdicts of each document; every verdict appears, also with zero. */
  public static SortedMap<String, Map<Verdict, Integer>> count(List<JudgedClaim> claims) {
    SortedMap<String, Map<Verdict, Integer>> counts = new TreeMap<>();
    for (JudgedClaim claim : claims) {
      counts
          .computeIfAbsent(claim.document(), _ -> zeros())
          .merge(claim.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  private static Map<Verdict, Integer> zeros() {
    Map<Verdict, Integer> zeros = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      zeros.put(verdict, 0);
    }
    return zeros;
  }

  /** How many claims of all documents have that verdict. */
  public long number(Verdict verdict) {
    return claims.stream().filter(claim -> claim.verdict() == verdict).count();
  }

  /** How many promises ended like that. */
  public long number(Outcome outcome) {
    return promises.stream().filter(promise -> promise.outcome() == outcome).count();
  }

  /** The claims of that verdict, in the order of the ledger. */
  @JsonIgnore
  public List<JudgedClaim> claims(Verdict verdict) {
    return claims.stream().filter(claim -> claim.verdict() == verdict).toList();
  }
}

package org.plumbline.capacity.judge;

import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.quantity.DataSize;

/** Copies, codes, caches and registries: what is kept beside the one copy. */
final class RedundancyChecks {
  private static final String OURS = "our assumption; the document states none";
  private static final int REPLICAS = 3;

  private RedundancyChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "erasure_coding", RedundancyChecks::erasureCoding,
        "backup_or_erasure_coding", RedundancyChecks::backup,
        "recents_cache", RedundancyChecks::recentsCache,
        "registry_memory", RedundancyChecks::registryMemory);
  }

  private static Judgement erasureCoding(Question question) {
    Estimate estimate = question.estimate();
    DataSize data = Storage.kept(estimate.textPerDay(), estimate.retention().value());
    DataSize small = data.times(Storage.reedSolomonOverhead(6, 3));
    DataSize large = data.times(Storage.reedSolomonOverhead(10, 4));
    DataSize replicated = Storage.replicated(data, REPLICAS);
    boolean cheaper = small.compareTo(replicated) < 0 && large.compareTo(replicated) < 0;
    return Judgement.of(cheaper ? Verdict.HOLDS : Verdict.FAILS)
        .claimed(Amount.text("Reed-Solomon instead of copies"))
        .found(
            Amount.text(
                small.text()
                    + " with RS(6,3), "
                    + large.text()
                    + " with RS(10,4), "
                    + replicated.text()
                    + " with three replicas"))
        .consequently(
            "RS(6,3) survives three losses where three replicas survive two, but a repair reads 6"
                + " blocks (RS(10,4): 10) instead of one: poor for small rows that are read often.")
        .by(
            Calculation.of("data x (data_blocks + parity_blocks) / data_blocks")
                .with("data", data, "text_per_day x retention")
                .with("blocks", "6 + 3 and 10 + 4", OURS)
                .gives(small.text() + " and " + large.text()));
  }

  private static Judgement backup(Question question) {
    DataSize perDay = question.estimate().textPerDay();
    return erasureCoding(question)
        .as(Verdict.CONDITIONAL)
        .claimed(Amount.text("a backup or Reed-Solomon"))
        .because(
            "It holds for Reed-Solomon. A backup is no copy of what came after it: with one a day,"
                + " up to "
                + perDay.text()
                + " of messages are lost with the server.");
  }

  private static Judgement recentsCache(Question question) {
    Estimate estimate = question.estimate();
    double users = estimate.connections().value();
    DataSize each = Storage.recentsCache(1, 5, 15, estimate.messageSize().value());
    DataSize all = Storage.recentsCache(users, 5, 15, estimate.messageSize().value());
    DataSize fifth = all.times(0.2);
    boolean stated = question.claim().document().equals("s1");
    return Judgement.of(Verdict.CONDITIONAL)
        .found(all)
        .because(
            (stated ? "" : "The number of conversations is not stated; 5 as in s1. ")
                + "The document gives no memory. It takes "
                + each.text()
                + " for each user, so it depends on how many are cached.")
        .consequently(
            "With a fifth of the users online " + fifth.text() + "; the hit ratio is not measured.")
        .by(
            Calculation.of("users x conversations x messages x message_size")
                .with("users", estimate.connections(), "users x concurrent_share")
                .with("conversations", "5", stated ? "line 149" : "not stated; as in s1")
                .with("messages", "15", stated ? "line 149" : "line 77")
                .with("message_size", estimate.messageSize())
                .gives(all));
  }

  private static Judgement registryMemory(Question question) {
    Estimate estimate = question.estimate();
    double users = estimate.users().value().value();
    double online = estimate.connections().value();
    DataSize low = DataSize.parse("100 B");
    DataSize high = DataSize.parse("130 B");
    String all = range(users, low, high);
    return Judgement.of(Verdict.CONDITIONAL)
        .found(Amount.text(all))
        .because(
            "The document states no memory. It depends on the bytes per key and on whether users"
                + " who are offline keep their keys: "
                + range(online, low, high)
                + " for those online alone.")
        .consequently("With the keys of all users it does not fit into one usual Redis server.")
        .by(
            Calculation.of("users x keys_per_user x bytes_per_key")
                .with("users", estimate.users())
                .with("keys_per_user", "2", "lines 76 and 81")
                .with("bytes_per_key", "100 B to 130 B", OURS)
                .gives(all));
  }

  private static String range(double users, DataSize low, DataSize high) {
    return Storage.registryMemory(users, 2, low).text()
        + " to "
        + Storage.registryMemory(users, 2, high).text();
  }
}

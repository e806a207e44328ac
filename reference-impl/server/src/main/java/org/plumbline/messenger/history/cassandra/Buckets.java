package org.plumbline.messenger.history.cassandra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.protocol.Message;

/**
 * The buckets of one thread. Each holds the messages from its first seq up to the next bucket's
 * first seq, so that the order of buckets is the order of seqs even where the clocks of two nodes
 * disagree about the time at a bucket's edge: time opens a bucket, seq decides who lies in it.
 * Immutable.
 *
 * @param ascending by first seq
 */
record Buckets(List<Bucket> ascending) {

  static final Buckets NONE = new Buckets(List.of());

  /**
   * A bucket.
   *
   * @param number its start, in hours since 1970
   */
  record Bucket(int number, long firstSeq) {}

  /**
   * The part of a bucket that a read asks for.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Range(int number, long from, long to) {}

  Buckets {
    ascending = ascending.stream().sorted(Comparator.comparingLong(Bucket::firstSeq)).toList();
  }

  /** The bucket in which a message with this seq lies, if it is stored. */
  Optional<Bucket> holding(long seq) {
    return ascending.reversed().stream().filter(bucket -> bucket.firstSeq() <= seq).findFirst();
  }

  /** What lies below the seq, the newest bucket first. */
  List<Range> below(long seq) {
    List<Range> ranges = new ArrayList<>();
    for (int i = ascending.size() - 1; i >= 0; i--) {
      Bucket bucket = ascending.get(i);
      if (bucket.firstSeq() < seq) {
        ranges.add(new Range(bucket.number(), bucket.firstSeq(), Math.min(seq, end(i))));
      }
    }
    return ranges;
  }

  /** What lies above the seq, the oldest bucket first. */
  List<Range> above(long seq) {
    long from = seq == Long.MAX_VALUE ? seq : seq + 1;
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ascending.size(); i++) {
      Bucket bucket = ascending.get(i);
      if (from < end(i)) {
        ranges.add(new Range(bucket.number(), Math.max(from, bucket.firstSeq()), end(i)));
      }
    }
    return ranges;
  }

  /**
   * The bucket in which a message belongs. When it is a new one, or begins with a later seq, {@link
   * #with} gives the buckets that then hold.
   *
   * @param timeNumber the bucket of the message's time
   * @param holdsLater whether a bucket holds messages behind this one; asked only before a bucket
   *     is opened behind it, since those messages would then lie in the wrong one
   */
  Bucket placeFor(long seq, int timeNumber, Predicate<Bucket> holdsLater) {
    for (int i = ascending.size() - 1; i >= 0; i--) {
      Bucket bucket = ascending.get(i);
      if (bucket.firstSeq() <= seq) {
        boolean newest = i == ascending.size() - 1;
        boolean opens = newest && timeNumber > bucket.number() && !holdsLater.test(bucket);
        return opens ? new Bucket(timeNumber, seq) : bucket;
      }
    }
    if (ascending.isEmpty()) {
      return new Bucket(timeNumber, seq);
    }
    return new Bucket(Math.min(timeNumber, ascending.getFirst().number()), seq);
  }

  /** These buckets and this one, which may be among them with a greater first seq. */
  Buckets with(Bucket bucket) {
    if (ascending.contains(bucket)) {
      return this;
    }
    List<Bucket> all = new ArrayList<>(ascending);
    all.removeIf(other -> other.number() == bucket.number());
    all.add(bucket);
    return new Buckets(all);
  }

  /** Whether the message lies in the newest bucket both by its time and by its seq. */
  boolean isNewest(Message message, int timeNumber) {
    return !ascending.isEmpty()
        && ascending.getLast().number() == timeNumber
        && ascending.getLast().firstSeq() <= message.seq();
  }

  private long end(int index) {
    return index + 1 < ascending.size() ? ascending.get(index + 1).firstSeq() : Long.MAX_VALUE;
  }
}

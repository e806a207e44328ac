package org.plumbline.messenger.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.Located;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.protocol.Message;

/** Parcels on their way, and whom each has reached. */
final class Round {
  private final List<Parcel> parcels;
  private final Located located;
  // Of the first look only where not all of it was answered: else its places say it.
  private final Map<Parcel, Set<Target>> reached = new ConcurrentHashMap<>();
  private volatile boolean whole;
  private volatile CompletableFuture<@Nullable Void> handed =
      CompletableFuture.completedFuture(null);

  Round(List<Parcel> parcels, Located located) {
    this.parcels = parcels;
    this.located = located;
  }

  List<Parcel> parcels() {
    return parcels;
  }

  /** Where the recipients were at the first look. */
  Located located() {
    return located;
  }

  /** The first look's parcels are on their way. */
  void handing(CompletableFuture<@Nullable Void> answer) {
    handed = answer;
  }

  /** Completes when the first look's parcels are there, or are known not to be. */
  CompletableFuture<@Nullable Void> handed() {
    return handed;
  }

  /** All whom the first look found were reached. */
  void firstLookIsWhole() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  /** These have the parcel now. */
  void reached(Parcel parcel, List<Target> targets) {
    reached.computeIfAbsent(parcel, _ -> ConcurrentHashMap.newKeySet()).addAll(targets);
  }

  boolean hasReached(Parcel parcel, Target target, Location at) {
    return reached.getOrDefault(parcel, Set.of()).contains(target)
        || (whole && located.places().getOrDefault(target.user(), List.of()).contains(at));
  }

  /** The messages among the parcels, and whose devices they were for. */
  List<PushOffice.Delivered> delivered() {
    List<PushOffice.Delivered> delivered = new ArrayList<>(parcels.size());
    for (Parcel parcel : parcels) {
      Message message = parcel.message();
      if (message != null) {
        delivered.add(new PushOffice.Delivered(message, parcel.recipients()));
      }
    }
    return delivered;
  }
}

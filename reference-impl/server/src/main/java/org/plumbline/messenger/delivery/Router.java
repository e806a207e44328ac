package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.CachedLocations;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.link.NodeLink.Handover;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the sessions that parcels are for, in one round trip for all of them, and hands each node
 * its batch. A session counts as reached when its node has answered; what was not reached is looked
 * for again until it is, or its node is dead.
 */
@Singleton
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** Parcels on their way, and whom each has reached. */
  static final class Round {
    private final List<Parcel> parcels;
    private final Map<Parcel, Set<Target>> reached = new ConcurrentHashMap<>();
    private volatile CompletableFuture<@Nullable Void> underWay =
        CompletableFuture.completedFuture(null);

    Round(List<Parcel> parcels) {
      this.parcels = parcels;
      for (Parcel parcel : parcels) {
        reached.put(parcel, ConcurrentHashMap.newKeySet());
      }
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

  private final CachedLocations directory;
  private final NodeRegistry nodes;
  private final NodeLink links;
  private final PushOffice push;
  private final JourneyMeters meters;
  private final Executor now = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later;
  private final SecondLooks secondLooks;

  public Router(
      DeliveryConfig config,
      CachedLocations directory,
      NodeRegistry nodes,
      NodeLink links,
      PushOffice push,
      JourneyMeters meters) {
    this.directory = directory;
    this.nodes = nodes;
    this.links = links;
    this.push = push;
    this.meters = meters;
    this.later =
        CompletableFuture.delayedExecutor(config.retryAfter().toNanos(), TimeUnit.NANOSECONDS, now);
    this.secondLooks = new SecondLooks(config.secondLookGather(), now, this::lookAgain);
  }

  /** Hands the parcels to the sessions that are there now. Does not wait for the answers. */
  Round firstLook(List<Parcel> parcels) {
    Round round = new Round(parcels);
    Map<UserId, List<Location>> located;
    try {
      // Who moved a moment ago is found by the second look.
      located = directory.locate(recipients(parcels));
    } catch (DirectoryUnavailable e) {
      located = directory.lastKnown(recipients(parcels));
    }
    round.underWay = hand(round, located, true);
    return round;
  }

  /**
   * Looks again for sessions that were not reached: new ones, and those whose node did not answer.
   * Whoever has no session then is noted, to be pushed to.
   *
   * @return completes when there are none
   */
  CompletableFuture<@Nullable Void> secondLook(Round round) {
    return round.underWay.handle((_, failure) -> failure).thenCompose(_ -> secondLooks.add(round));
  }

  private void lookAgain(List<SecondLooks.Due> due) {
    CompletableFuture<@Nullable Void> prepared =
        push.prepare(due.stream().flatMap(each -> each.round().delivered().stream()).toList());
    var _ =
        directory
            .viewOfNow(now)
            .thenAccept(view -> due.forEach(each -> lookAgain(each, view, prepared)));
  }

  private void lookAgain(
      SecondLooks.Due due, CachedLocations.View view, CompletableFuture<@Nullable Void> prepared) {
    CompletableFuture<@Nullable Void> looked;
    try {
      Map<UserId, List<Location>> located = view.locate(recipients(due.round().parcels));
      looked =
          hand(due.round(), located, false)
              .thenCombine(prepared, (_, _) -> null)
              // Bounded, and never a failure: a push holds up no message.
              .thenCompose(_ -> push.missed(due.round().delivered(), located));
    } catch (DirectoryUnavailable e) {
      looked = CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      // One round that cannot be worked on must not keep the others waiting for ever.
      due.done().completeExceptionally(e);
      return;
    }
    var _ =
        looked.whenComplete(
            (_, failure) -> {
              if (failure == null) {
                due.done().complete(null);
              } else {
                // Not on the thread that fails it, a link's event loop.
                later.execute(() -> lookAgain(List.of(due)));
              }
            });
  }

  /**
   * Hands parcels over once. They are hints, which a later sync would give as well: what cannot be
   * handed over now is dropped.
   */
  void tell(List<Parcel> parcels) {
    try {
      var _ = hand(new Round(parcels), directory.locate(recipients(parcels)), false);
    } catch (DirectoryUnavailable e) {
      LOG.debug("{} hints were dropped: {}", parcels.size(), e.getMessage());
    }
  }

  private CompletableFuture<@Nullable Void> hand(
      Round round, Map<UserId, List<Location>> located, boolean first) {
    Map<String, List<Handover>> byNode = new HashMap<>();
    Map<String, List<Runnable>> onAnswer = new HashMap<>();
    for (Parcel parcel : round.parcels) {
      Set<Target> reached = Objects.requireNonNull(round.reached.get(parcel));
      Map<String, List<Target>> targets = targets(parcel, located, reached);
      if (first && targets.isEmpty() && !parcel.forSendingDeviceOnly()) {
        meters.offline();
      }
      targets.forEach(
          (node, ofNode) -> {
            byNode
                .computeIfAbsent(node, _ -> new ArrayList<>())
                .add(new Handover(parcel.frame(), first ? parcel.acceptedAtMillis() : 0, ofNode));
            onAnswer
                .computeIfAbsent(node, _ -> new ArrayList<>())
                .add(() -> reached.addAll(ofNode));
          });
    }
    List<CompletableFuture<?>> handed = new ArrayList<>();
    Map<String, NodeRegistry.Node> live = nodes.live();
    byNode.forEach(
        (id, batch) -> {
          NodeRegistry.Node node = live.get(id);
          if (node != null) {
            handed.add(
                links
                    .hand(node, batch)
                    .thenRun(() -> onAnswer.getOrDefault(id, List.of()).forEach(Runnable::run)));
          }
        });
    return CompletableFuture.allOf(handed.toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private static Map<String, List<Target>> targets(
      Parcel parcel, Map<UserId, List<Location>> located, Set<Target> reached) {
    Map<String, List<Target>> targets = new HashMap<>();
    for (UserId user : parcel.recipients()) {
      for (Location location : located.getOrDefault(user, List.of())) {
        Target target = new Target(user, location.device(), location.epoch());
        if (parcel.isFor(target) && !reached.contains(target)) {
          targets.computeIfAbsent(location.node(), _ -> new ArrayList<>()).add(target);
        }
      }
    }
    return targets;
  }

  private static Set<UserId> recipients(Collection<Parcel> parcels) {
    Set<UserId> users = new HashSet<>();
    for (Parcel parcel : parcels) {
      users.addAll(parcel.recipients());
    }
    return users;
  }
}

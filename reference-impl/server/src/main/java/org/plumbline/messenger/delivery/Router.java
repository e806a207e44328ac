package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.CachedLocations;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.Located;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.link.NodeLink.Handover;
import org.plumbline.messenger.link.NodeLink.Target;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the sessions that parcels are for, in one round trip for all of them, and hands each node
 * its batch. A session counts as reached when its node has answered; what was not reached is looked
 * for again until it is, or its node is dead; or until its node, which lives, has taken nothing for
 * a while: then it is told to sync, over the directory, and counts as reached.
 */
@Singleton
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** Which one it is of the looks for the same parcels. */
  private enum Look {
    FIRST,
    SECOND,
    ONLY
  }

  private final CachedLocations directory;
  private final NodeRegistry nodes;
  private final NodeLink links;
  private final PushOffice push;
  private final JourneyMeters meters;
  private final Executor now = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later;
  private final SecondLooks secondLooks;
  private final ResyncList resyncs;
  private final Duration resyncAfter;
  private final BrokenLinks broken = new BrokenLinks(System::nanoTime);

  public Router(
      DeliveryConfig config,
      CachedLocations directory,
      NodeRegistry nodes,
      NodeLink links,
      ResyncList resyncs,
      PushOffice push,
      JourneyMeters meters) {
    this.directory = directory;
    this.nodes = nodes;
    this.links = links;
    this.resyncs = resyncs;
    this.resyncAfter = config.resyncAfter();
    this.push = push;
    this.meters = meters;
    this.later =
        CompletableFuture.delayedExecutor(config.retryAfter().toNanos(), TimeUnit.NANOSECONDS, now);
    this.secondLooks = new SecondLooks(config.secondLookGather(), now, this::lookAgain);
  }

  /** Hands the parcels to the sessions that are there now. Does not wait for the answers. */
  Round firstLook(List<Parcel> parcels) {
    List<UserId> recipients = recipients(parcels);
    Located located;
    try {
      // Who moved a moment ago is found by the second look.
      located = directory.look(recipients);
    } catch (DirectoryUnavailable e) {
      located = directory.lastLook(recipients);
    }
    Round round = new Round(parcels, located);
    round.handing(hand(round, located.places(), Look.FIRST));
    return round;
  }

  /**
   * Looks again for sessions that were not reached: new ones, and those whose node did not answer.
   * Whoever has no session then is noted, to be pushed to.
   *
   * @return completes when there are none
   */
  CompletableFuture<@Nullable Void> secondLook(Round round) {
    return round.handed().handle((_, failure) -> failure).thenCompose(_ -> secondLooks.add(round));
  }

  /**
   * Hands answers over to the devices that wait for them, apart from whoever calls.
   *
   * @return completes when they are there, or their devices have left
   */
  CompletableFuture<@Nullable Void> answer(List<Parcel> answers) {
    if (answers.isEmpty()) {
      return CompletableFuture.<@Nullable Void>completedFuture(null);
    }
    return CompletableFuture.supplyAsync(() -> firstLook(answers), now)
        .thenCompose(this::secondLook);
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
      Round round = due.round();
      // Whoever is where he was, and was reached there, needs no second look.
      List<UserId> moved =
          round.isWhole() ? view.movedSince(round.located()) : round.located().users();
      Map<UserId, List<Location>> found = moved.isEmpty() ? Map.of() : view.locate(moved);
      Map<UserId, List<Location>> located = round.located().with(moved, found);
      looked =
          hand(round, found, Look.SECOND)
              .thenCombine(prepared, (_, _) -> null)
              // Bounded, and never a failure: a push holds up no message.
              .thenCompose(_ -> push.missed(round.delivered(), located));
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
      Located located = directory.look(recipients(parcels));
      var _ = hand(new Round(parcels, located), located.places(), Look.ONLY);
    } catch (DirectoryUnavailable e) {
      LOG.debug("{} hints were dropped: {}", parcels.size(), e.getMessage());
    }
  }

  private CompletableFuture<@Nullable Void> hand(
      Round round, Map<UserId, List<Location>> located, Look look) {
    boolean first = look == Look.FIRST;
    Map<String, List<Handover>> byNode = new HashMap<>();
    Map<String, List<Runnable>> onAnswer = new HashMap<>();
    if (!located.isEmpty() || first) {
      for (Parcel parcel : round.parcels()) {
        Map<String, List<Target>> targets = targets(round, parcel, located);
        if (first && targets.isEmpty() && parcel.audience() == Parcel.Audience.OTHERS) {
          meters.offline();
        }
        targets.forEach(
            (node, ofNode) -> {
              byNode
                  .computeIfAbsent(node, _ -> new ArrayList<>())
                  .add(new Handover(parcel.frame(), first ? parcel.acceptedAtMillis() : 0, ofNode));
              onAnswer
                  .computeIfAbsent(node, _ -> new ArrayList<>())
                  .add(() -> round.reached(parcel, ofNode));
            });
      }
    }
    Map<String, CompletableFuture<@Nullable Void>> handed = handed(byNode, look);
    return CompletableFuture.allOf(handed.values().toArray(CompletableFuture[]::new))
        .whenComplete(
            (_, failure) -> {
              if (first && failure == null && handed.size() == byNode.size()) {
                round.firstLookIsWhole();
              } else {
                handed.forEach(
                    (node, answer) -> {
                      if (!answer.isCompletedExceptionally()) {
                        onAnswer.getOrDefault(node, List.of()).forEach(Runnable::run);
                      }
                    });
              }
            })
        .<@Nullable Void>thenApply(_ -> null);
  }

  /** The answers of those nodes that live. */
  private Map<String, CompletableFuture<@Nullable Void>> handed(
      Map<String, List<Handover>> byNode, Look look) {
    Map<String, CompletableFuture<@Nullable Void>> handed = new HashMap<>();
    Map<String, NodeRegistry.Node> live = nodes.live();
    byNode.forEach(
        (id, batch) -> {
          NodeRegistry.Node node = live.get(id);
          if (node != null) {
            CompletableFuture<@Nullable Void> answer =
                links
                    .hand(node, batch)
                    .whenComplete(
                        (_, failure) -> {
                          if (failure == null) {
                            broken.took(id);
                          } else {
                            broken.failed(id);
                          }
                        });
            // What a first look misses, the second one finds.
            handed.put(
                id,
                look == Look.SECOND
                    ? answer.exceptionallyComposeAsync(
                        failure -> leaveToSync(id, batch, failure), now)
                    : answer);
          }
        });
    return handed;
  }

  /** Instead of waiting for a link that stays broken, with all that is behind it in the log. */
  private CompletableFuture<@Nullable Void> leaveToSync(
      String node, List<Handover> batch, Throwable failure) {
    if (!broken.areBrokenFor(resyncAfter, node)) {
      return CompletableFuture.failedFuture(failure);
    }
    Set<SessionDirectory.Session> sessions = new LinkedHashSet<>();
    for (Handover handover : batch) {
      for (Target target : handover.targets()) {
        sessions.add(new SessionDirectory.Session(target.user(), target.device(), target.epoch()));
      }
    }
    try {
      resyncs.add(node, sessions);
    } catch (DirectoryUnavailable e) {
      return CompletableFuture.failedFuture(e);
    }
    LOG.debug("{} sessions of {} are to sync: {}", sessions.size(), node, failure.getMessage());
    return CompletableFuture.<@Nullable Void>completedFuture(null);
  }

  private static Map<String, List<Target>> targets(
      Round round, Parcel parcel, Map<UserId, List<Location>> located) {
    Map<String, List<Target>> targets = new HashMap<>();
    for (UserId user : parcel.recipients()) {
      for (Location location : located.getOrDefault(user, List.of())) {
        Target target = new Target(user, location.device(), location.epoch());
        if (parcel.isFor(target) && !round.hasReached(parcel, target, location)) {
          targets.computeIfAbsent(location.node(), _ -> new ArrayList<>()).add(target);
        }
      }
    }
    return targets;
  }

  /** Each once. */
  private static List<UserId> recipients(List<Parcel> parcels) {
    if (parcels.size() == 1) {
      return parcels.getFirst().recipients();
    }
    Set<UserId> users = new LinkedHashSet<>();
    for (Parcel parcel : parcels) {
      users.addAll(parcel.recipients());
    }
    return List.copyOf(users);
  }
}

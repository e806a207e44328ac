package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.CachedLocations;
import org.plumbline.messenger.directory.DirectoryConfig;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.messenger.friend.memory.InMemoryFriendStore;
import org.plumbline.messenger.group.memory.InMemoryGroupIndex;
import org.plumbline.messenger.media.MediaLibrary;
import org.plumbline.messenger.membership.DirectMemberships;
import org.plumbline.messenger.membership.GroupConfig;
import org.plumbline.messenger.membership.Groups;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.ThreadMemberships;
import org.plumbline.messenger.push.PushOffice;
import org.plumbline.messenger.recents.RecentsConfig;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** One node of memory adapters whose log, storage and link a test can hold up. */
final class TestNode extends TestParts implements AutoCloseable {

  static final int IN_FLIGHT_MAX = 4;

  /** So long a link may be broken before a test's node is left to sync. */
  private static final Duration RESYNC_AFTER = Duration.ofMillis(300);

  private final Groups groups;
  private final GroupLane lane;
  private final KnownSeqs known;
  private final RecentsFeed recents;
  private final Receipts receipts;
  private final Typists typists;
  private final Persistence persistence;
  private final Router router;
  private final MessageJourney journey;

  TestNode() {
    this(null, Duration.ZERO, new AcknowledgeOnBroker(), (_, _) -> new RouteByLog());
  }

  /** A node that acknowledges so. */
  TestNode(Acknowledgement acknowledgement) {
    this(null, Duration.ZERO, acknowledgement, (_, _) -> new RouteByLog());
  }

  /** A node that hands 1:1 messages over so. */
  TestNode(BiFunction<Router, MeterRegistry, Route> route) {
    this(null, Duration.ZERO, new AcknowledgeOnBroker(), route);
  }

  /** A node that uses the directory's answers for so long. */
  TestNode(Duration cacheTtl) {
    this(null, cacheTtl, new AcknowledgeOnBroker(), (_, _) -> new RouteByLog());
  }

  /** The node that takes over when another one is gone: what was stored and published is there. */
  static TestNode after(TestNode crashed) {
    return new TestNode(
        crashed, Duration.ZERO, new AcknowledgeOnBroker(), (_, _) -> new RouteByLog());
  }

  private TestNode(
      @Nullable TestNode crashed,
      Duration cacheTtl,
      Acknowledgement acknowledgement,
      BiFunction<Router, MeterRegistry, Route> routes) {
    super(crashed);
    known = new KnownSeqs(history);
    DeliveryConfig config = withoutGathering();
    SessionConfig limits =
        new SessionConfig(
            100, 100_000, IN_FLIGHT_MAX, Duration.ofSeconds(30), Duration.ofSeconds(60), List.of());
    JourneyMeters meters = new JourneyMeters(registry, clock);
    GroupConfig groupLimits = new GroupConfig(1_000, 100, Duration.ofSeconds(5), 2, 50);
    groups = new Groups(groupLimits, feed);
    Memberships memberships = new ThreadMemberships(everyoneMayWrite(), groups, groupLimits);
    Admission admission = new Admission(memberships);
    RecentsConfig recentsLimits =
        new RecentsConfig(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ZERO, 10);
    recents = new RecentsFeed(recentsLimits, recentMessages, history, memberships, registry);
    persistence =
        new Persistence(
            config,
            new StoreConfig(3, StoreConfig.StoreDown.HOLD),
            history,
            recents,
            new Undertaker(config, letters, clock),
            meters);
    Changes changes =
        new Changes(config, new ChangeConfig(Duration.ofDays(2), 100), history, clock);
    CachedLocations cached =
        new CachedLocations(new DirectoryConfig(cacheTtl, 100), held, news, view, registry, clock);
    PushOffice push = push();
    router = new Router(config, cached, view, links, resyncs.of(ID), push, meters);
    Route route = routes.apply(router, registry);
    lane = lane(config, groupLimits, router, persistence);
    journey =
        new MessageJourney(
            limits,
            clock,
            admission,
            changes,
            ids,
            log,
            new MediaLibrary(media, 100, lookUps::add),
            acknowledgement,
            route,
            order(config, groupLimits, changes, acknowledgement, route),
            router,
            persistence,
            lane,
            sessions,
            known,
            unheard(push),
            meters);
    Hints hints = new Hints(memberships, router);
    receipts = receipts(admission, memberships, hints);
    typists = typists(admission, memberships, hints);
    recents.start();
    receipts.start();
    persistence.start();
    links.listen(journey);
    assertThat(view.announce()).isTrue();
  }

  private ThreadOrder order(
      DeliveryConfig config,
      GroupConfig groupLimits,
      Changes changes,
      Acknowledgement acknowledgement,
      Route route) {
    GroupOrder ofGroups = new GroupOrder(config, groupLimits, groups, lane);
    return new ThreadOrder(config, history, ofGroups, changes, acknowledgement, route, clock);
  }

  private static DeliveryConfig withoutGathering() {
    return new DeliveryConfig(
        100,
        100,
        Duration.ofMinutes(1),
        100,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMillis(5),
        RESYNC_AFTER);
  }

  private Receipts receipts(Admission admission, Memberships memberships, Hints hints) {
    ReceiptConfig config = new ReceiptConfig(Duration.ofMillis(50), Duration.ofMillis(50));
    return new Receipts(config, admission, memberships, hints, known, cursors, clock, registry);
  }

  private GroupLane lane(
      DeliveryConfig config, GroupConfig limits, Router router, Persistence stores) {
    GroupListing listing = new GroupListing(config, new InMemoryGroupIndex());
    return new GroupLane(config, limits, feed, listing, stores, router, registry);
  }

  private Typists typists(Admission admission, Memberships memberships, Hints hints) {
    TypingConfig config = new TypingConfig(Duration.ofSeconds(1), 2);
    return new Typists(config, admission, memberships, hints, registry, nanos::get);
  }

  private DirectMemberships everyoneMayWrite() {
    FriendConfig friends =
        new FriendConfig(
            false, 10, 10, Duration.ofSeconds(2), Duration.ofMinutes(5), 1_000, 16, 1_000);
    return new DirectMemberships(
        new Friendships(new InMemoryFriendStore(friends), friends, clock, registry), friends);
  }

  @Override
  public void close() {
    lane.stop();
    persistence.stop();
    recents.stop();
    try {
      receipts.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Receipts receipts() {
    return receipts;
  }

  Typists typists() {
    return typists;
  }

  Groups groups() {
    return groups;
  }

  /** A worker in front of the journey that does what it is told wrong. */
  PlantedDefects defects() {
    return new PlantedDefects(journey, router, persistence, log, ids, registry);
  }

  MessageJourney journey() {
    return journey;
  }

  void accept(TestDevice from, String one, String other, String tempId) {
    journey.accept(
        from.session(),
        new ClientFrame.Send(
            ThreadId.direct(new UserId(one), new UserId(other)), new TempId(tempId), 1, "hey"));
  }

  /** As {@link #accept}, with an image; nothing is known of it until {@link #lookUp}. */
  void acceptImage(TestDevice from, String one, String other, String tempId, MediaId image) {
    journey.accept(
        from.session(),
        new ClientFrame.Send(
            ThreadId.direct(new UserId(one), new UserId(other)),
            new TempId(tempId),
            1,
            new Content.Media(MediaKind.IMAGE, image, "text/html", 1, "look")));
  }

  void breakLink() {
    links.attach(ID, null);
  }

  void mendLink() {
    links.attach(ID, journey);
  }
}

package org.plumbline.simulations.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.client.Transport;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.LoadFailure;

/** Somebody comes and goes, or flaps; whoever did is left alone for a while. */
final class ChurnJourney implements OpenLoop.Journey, AutoCloseable {

  private static final Duration ASK_EVERY = Duration.ofMillis(20);

  private final ChurnPlan plan;
  private final Crowd crowd;
  private final ClientRuntime runtime;
  private final LongSupplier clockNanos;
  private final long seed;
  private final Queue<Integer> away = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> there = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<Integer, Phone> phones = new ConcurrentHashMap<>();
  private volatile int onlooker;
  private final List<Phone> watching = new ArrayList<>();
  private final Queue<Episode> episodes = new ConcurrentLinkedQueue<>();
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

  ChurnJourney(
      ChurnPlan plan, Crowd crowd, ClientRuntime runtime, LongSupplier clockNanos, long seed) {
    this.plan = plan;
    this.crowd = crowd;
    this.runtime = runtime;
    this.clockNanos = clockNanos;
    this.seed = seed;
  }

  /**
   * Connects the residents and the watchers, who ask for all others.
   *
   * @param watchers their numbers, and so on
   */
  void connect(List<Integer> watchers, List<Integer> visitors, List<Integer> residents)
      throws LoadFailure, InterruptedException {
    away.addAll(visitors);
    onlooker = watchers.getFirst();
    for (int resident : residents) {
      phones.put(resident, phone(resident));
      there.add(resident);
    }
    List<UserId> watched = new ArrayList<>();
    visitors.forEach(user -> watched.add(crowd.user(user)));
    residents.forEach(user -> watched.add(crowd.user(user)));
    for (int watcher : watchers) {
      Phone phone =
          Phone.connect(
              runtime,
              crowd.node(watcher),
              crowd.account(watcher),
              new Transport.WebSocket(),
              new Ear(crowd.user(watcher)));
      watching.add(phone);
      phone.watchPresence(watched);
    }
  }

  private Phone phone(int user) throws LoadFailure, InterruptedException {
    return Phone.connect(runtime, crowd.node(user), crowd.account(user));
  }

  List<Episode> episodes() {
    return List.copyOf(episodes);
  }

  /** What was heard so far. */
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void go(int number, long intended) throws Exception {
    switch (plan.kind(seed, number)) {
      case VISIT -> visit(taken(away), plan.stay(), Episode.Kind.CAME);
      case FLASH -> visit(taken(away), plan.blink(), Episode.Kind.FLASHED);
      case ABSENCE -> blink(taken(there));
    }
  }

  private static int taken(Queue<Integer> free) {
    Integer user = free.poll();
    if (user == null) {
      throw new IllegalStateException("nobody is free: all have come or gone just now");
    }
    return user;
  }

  private void visit(int user, Duration stay, Episode.Kind kind)
      throws LoadFailure, InterruptedException {
    long from = clockNanos.getAsLong();
    boolean flash = kind == Episode.Kind.FLASHED;
    try (Phone _ = phone(user)) {
      if (!flash) {
        happened(user, kind, from);
      }
      Thread.sleep(stay);
      if (!flash) {
        happened(user, Episode.Kind.WENT, clockNanos.getAsLong());
      }
    } catch (LoadFailure e) {
      happened(user, Episode.Kind.UNCLEAR, from);
      throw e;
    }
    if (flash) {
      happened(user, isGone(user) ? judged(kind, from) : Episode.Kind.UNCLEAR, from);
    }
    Thread.sleep(plan.away());
    away.add(user);
  }

  private void blink(int user) throws LoadFailure, InterruptedException {
    long from = clockNanos.getAsLong();
    Phone last = phones.remove(user);
    if (last != null) {
      last.close();
    }
    Thread.sleep(plan.blink());
    try {
      phones.put(user, phone(user));
    } catch (LoadFailure e) {
      happened(user, Episode.Kind.UNCLEAR, from);
      throw e;
    }
    happened(user, judged(Episode.Kind.BLINKED, from), from);
    Thread.sleep(plan.away());
    there.add(user);
  }

  /** A goodbye takes its time: the visit ends when the nodes know, if they can be asked at all. */
  private boolean isGone(int user) throws InterruptedException {
    NodeAddress node =
        new NodeAddress(crowd.node(onlooker).http(), crowd.node(onlooker).webSocket());
    MessengerHttp http = new MessengerHttp(runtime, node);
    Account friend = crowd.account(onlooker);
    Token token = new Token(friend.token(), Instant.MAX, new DeviceId(friend.device()));
    long until = clockNanos.getAsLong() + plan.away().toNanos();
    try {
      while (http.presence(token, List.of(crowd.user(user))).getFirst().online()) {
        if (clockNanos.getAsLong() - until > 0) {
          return false;
        }
        Thread.sleep(ASK_EVERY);
      }
      return true;
    } catch (RequestFailed e) {
      return false;
    }
  }

  private Episode.Kind judged(Episode.Kind kind, long from) {
    boolean brief = clockNanos.getAsLong() - from < plan.blinkMax().toNanos();
    return brief ? kind : Episode.Kind.UNCLEAR;
  }

  private void happened(int user, Episode.Kind kind, long from) {
    episodes.add(new Episode(crowd.user(user), kind, from));
  }

  @Override
  public void close() {
    phones.values().forEach(Phone::close);
    watching.forEach(Phone::close);
  }

  /** What one watcher is told. */
  private final class Ear implements ClientListener {
    private final UserId owner;

    Ear(UserId owner) {
      this.owner = owner;
    }

    @Override
    public void presence(ServerFrame.PresenceUpdate update, long nanos) {
      heard.add(new Heard(owner, update.user(), update.online(), nanos));
    }
  }
}

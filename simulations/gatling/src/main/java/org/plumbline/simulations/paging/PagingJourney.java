package org.plumbline.simulations.paging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.HistoryPage;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.ThreadOrder;
import org.plumbline.client.ThreadPage;
import org.plumbline.client.Token;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;

/** A device lists its threads, or opens one and reads it back to its first message. */
final class PagingJourney implements OpenLoop.Journey {

  /** The newest page, from the intended time. */
  static final String FIRST_PAGE = "first_page";

  /** Each older page, from its own request. */
  static final String OLDER_PAGE = "older_page";

  /** The first page of the list, from the intended time. */
  static final String LIST = "list";

  static final List<String> PARTS = List.of(FIRST_PAGE, OLDER_PAGE, LIST);

  private final PagingPlan plan;
  private final Crowd crowd;
  private final Written written;
  private final ClientRuntime runtime;
  private final OpenLoop loop;
  private final Stopwatches stopwatches;
  private final LongSupplier clockNanos;
  private final long seed;
  private final Map<NodeAddress, MessengerHttp> nodes = new ConcurrentHashMap<>();
  private final Queue<ThreadRead> threads = new ConcurrentLinkedQueue<>();
  private final Queue<ListRead> lists = new ConcurrentLinkedQueue<>();

  PagingJourney(
      PagingPlan plan,
      Crowd crowd,
      Written written,
      ClientRuntime runtime,
      OpenLoop loop,
      Stopwatches stopwatches,
      LongSupplier clockNanos,
      long seed) {
    this.plan = plan;
    this.crowd = crowd;
    this.written = written;
    this.runtime = runtime;
    this.loop = loop;
    this.stopwatches = stopwatches;
    this.clockNanos = clockNanos;
    this.seed = seed;
  }

  List<ThreadRead> threads() {
    return List.copyOf(threads);
  }

  List<ListRead> lists() {
    return List.copyOf(lists);
  }

  @Override
  public void go(int number, long intended) throws RequestFailed {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
    int user = random.nextInt(plan.readers());
    if (random.nextDouble() < plan.listShare()) {
      lists.add(listed(user, intended));
    } else {
      List<ThreadId> own = written.threadsOf().get(user);
      threads.add(read(user, own.get(random.nextInt(own.size())), intended));
    }
  }

  private ThreadRead read(int user, ThreadId thread, long intended) throws RequestFailed {
    List<List<Long>> pages = new ArrayList<>();
    HistoryRange range = new HistoryRange.Newest();
    // The device has seen the last message: the node must not answer without it.
    Long seen = written.of(thread).getLast();
    while (true) {
      long asking = clockNanos.getAsLong();
      HistoryPage page = node(user).history(token(user), thread, range, plan.pageSize(user), seen);
      if (pages.isEmpty()) {
        stopwatches.part(FIRST_PAGE).record(intended, loop.elapsedMicros() - intended);
      } else {
        stopwatches.part(OLDER_PAGE).record(intended, (clockNanos.getAsLong() - asking) / 1_000);
      }
      pages.add(page.messages().stream().map(Message::seq).toList());
      Long next = page.next();
      if (next == null) {
        return new ThreadRead(crowd.user(user), thread, plan.pageSize(user), pages);
      }
      if (pages.size() > plan.messages()) {
        throw new IllegalStateException(thread + ": page " + pages.size() + " is not the last");
      }
      range = new HistoryRange.Before(next);
      seen = null;
    }
  }

  private ListRead listed(int user, long intended) throws RequestFailed {
    List<ListRead.Entry> entries = new ArrayList<>();
    String cursor = null;
    do {
      ThreadPage page =
          node(user).threads(token(user), ThreadOrder.RECENT, plan.listSize(), cursor);
      if (cursor == null) {
        stopwatches.part(LIST).record(intended, loop.elapsedMicros() - intended);
      }
      page.threads().forEach(one -> entries.add(new ListRead.Entry(one.thread(), one.lastSeq())));
      cursor = page.next();
      if (entries.size() > 2 * plan.readers()) {
        throw new IllegalStateException("the list of " + crowd.user(user) + " does not end");
      }
    } while (cursor != null);
    return new ListRead(crowd.user(user), entries);
  }

  private MessengerHttp node(int user) {
    NodeAddress address = new NodeAddress(crowd.node(user).http(), crowd.node(user).webSocket());
    return nodes.computeIfAbsent(address, one -> new MessengerHttp(runtime, one));
  }

  private Token token(int user) {
    return new Token(
        crowd.account(user).token(), Instant.MAX, new DeviceId(crowd.account(user).device()));
  }
}

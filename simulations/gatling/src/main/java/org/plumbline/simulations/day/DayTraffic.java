package org.plumbline.simulations.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.plumbline.client.ClientListener;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.MediaUpload;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.client.Token;
import org.plumbline.client.Transport;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.chat.MessageText;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.measure.SlicedHistogram;
import org.plumbline.simulations.media.NoiseImage;

/** The messages of the day, from the intended send until all recipients have shown them. */
final class DayTraffic implements OpenLoop.Journey, AutoCloseable {

  private static final int FIRST_IMAGE_TRIES = 4;
  private static final String IMAGE_TYPE = "image/png";

  private final DayPlan plan;
  private final Crowd crowd;
  private final List<ThreadId> groups;
  private final ClientRuntime runtime;
  private final OpenLoop loop;
  private final SlicedHistogram texts;
  private final SlicedHistogram images;
  private final long seed;
  private final byte[] image;
  private final List<Phone> phones = new ArrayList<>();
  private final DayReads reads = new DayReads();
  private final ScheduledThreadPoolExecutor readers;

  final LongAdder owed = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder toGroups = new LongAdder();
  final LongAdder imagesSent = new LongAdder();
  final LongAdder characters = new LongAdder();
  final LongAdder readCount = new LongAdder();
  final LongAdder receiptFrames = new LongAdder();
  final LongAdder presenceFrames = new LongAdder();

  /**
   * Traffic without its phones.
   *
   * @param texts deliveries of texts
   * @param images deliveries of images, their upload included
   */
  DayTraffic(
      DayPlan plan,
      Crowd crowd,
      List<ThreadId> groups,
      ClientRuntime runtime,
      OpenLoop loop,
      SlicedHistogram texts,
      SlicedHistogram images,
      long seed) {
    this.plan = plan;
    this.crowd = crowd;
    this.groups = List.copyOf(groups);
    this.runtime = runtime;
    this.loop = loop;
    this.texts = texts;
    this.images = images;
    this.seed = seed;
    this.image = NoiseImage.of(NoiseImage.PHOTO_EDGE, seed);
    this.readers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("day-reads").factory());
    // A message that arrives after the day is not read any more.
    readers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Connects all who stay; each watches its contacts and one who comes and goes. */
  void connect() throws LoadFailure, InterruptedException {
    for (int user = 0; user < plan.users(); user++) {
      int one = user;
      phones.add(
          Phone.connect(
              runtime,
              crowd.node(user),
              crowd.account(user),
              new Transport.WebSocket(),
              new Eyes(crowd.user(user))));
      List<UserId> watched =
          new ArrayList<>(
              IntStream.range(0, plan.contacts())
                  .mapToObj(rank -> crowd.user(plan.contact(one, rank)))
                  .toList());
      watched.add(crowd.user(plan.watched(user)));
      phones.get(user).watchPresence(watched);
    }
  }

  /** The first image costs each node the start of its store's client, which is no part of a day. */
  void uploadFirstImages(int nodes) throws LoadFailure {
    for (int user = 0; user < Math.min(nodes, plan.users()); user++) {
      for (int tries = 1; ; tries++) {
        try {
          var _ = uploaded(user);
          break;
        } catch (RequestFailed e) {
          if (tries == FIRST_IMAGE_TRIES) {
            throw new LoadFailure("no image can be uploaded: " + e.getMessage(), e);
          }
        }
      }
    }
  }

  DayReads reads() {
    return reads;
  }

  /** No message is read from now on. */
  void endReading() {
    readers.shutdownNow();
  }

  @Override
  public void go(int number, long intended) throws Exception {
    DayMessage message = plan.message(number);
    List<Integer> recipients =
        message.toGroup()
            ? plan.membersOf(plan.groupOf(message.sender())).stream()
                .filter(member -> member != message.sender())
                .toList()
            : List.of(message.recipient());
    owed.add(recipients.size());
    ThreadId thread =
        message.toGroup()
            ? groups.get(plan.groupOf(message.sender()))
            : crowd.thread(message.sender(), message.recipient());
    TempId tempId = new TempId("day-" + number);
    var _ =
        phones.get(message.sender()).send(thread, tempId, content(message, number, intended)).get();
    if (message.toGroup()) {
      toGroups.increment();
    }
    for (int recipient : recipients) {
      Phone.Arrival arrival =
          phones.get(recipient).arrival(crowd.user(message.sender()), tempId).get();
      delivered.increment();
      long micros = loop.microsAt(arrival.nanos()) - intended;
      if (message.image()) {
        images.record(intended, micros);
      } else {
        texts.record(intended, micros);
      }
      readLater(number, recipient, arrival.message());
    }
  }

  private Content content(DayMessage message, int number, long intended) throws RequestFailed {
    if (!message.image()) {
      characters.add(message.length());
      return new Content.Text(MessageText.compose(number, intended, message.length(), seed));
    }
    imagesSent.increment();
    return uploaded(message.sender());
  }

  private Content uploaded(int sender) throws RequestFailed {
    NodeAddress node = new NodeAddress(crowd.node(sender).http(), crowd.node(sender).webSocket());
    Token token =
        new Token(
            crowd.account(sender).token(),
            Instant.MAX,
            new DeviceId(crowd.account(sender).device()));
    return new MediaUpload(runtime, new MessengerHttp(runtime, node))
        .upload(token, Content.MediaKind.IMAGE, IMAGE_TYPE, image, "");
  }

  private void readLater(int number, int recipient, Message message) {
    Duration delay = plan.readDelay(number, recipient);
    var _ =
        readers.schedule(
            () -> {
              readCount.increment();
              reads.read(message.thread(), crowd.user(recipient), message.sender(), message.seq());
              phones.get(recipient).read(message.thread(), message.seq());
            },
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    endReading();
    phones.forEach(Phone::close);
  }

  /** What one of the phones is told. */
  private final class Eyes implements ClientListener {
    private final UserId owner;

    Eyes(UserId owner) {
      this.owner = owner;
    }

    @Override
    public void receipt(ServerFrame.Receipt receipt, long nanos) {
      receiptFrames.increment();
      if (receipt.status() == Status.READ) {
        reads.told(receipt.thread(), receipt.user(), owner, receipt.upTo());
      }
    }

    @Override
    public void presence(ServerFrame.PresenceUpdate update, long nanos) {
      presenceFrames.increment();
    }
  }
}

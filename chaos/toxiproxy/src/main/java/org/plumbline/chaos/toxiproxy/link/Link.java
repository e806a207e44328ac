package org.plumbline.chaos.toxiproxy.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.toxic.Chunk;
import org.plumbline.chaos.toxiproxy.toxic.Direction;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;
import org.plumbline.chaos.toxiproxy.toxic.ToxicType;

/**
 * Moves the bytes of one direction through the toxics of its proxy.
 *
 * <p>Confined to {@link #loop()}. It starts with a stage without a toxic, so that a first toxic can
 * come and go like any other while data flows.
 */
public final class Link {
  private record Place(@Nullable Toxic toxic, Stage stage) {
    boolean holds(String name) {
      return toxic != null && toxic.name().equals(name);
    }
  }

  private final Direction direction;
  private final Channel source;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final Meter meter;
  private final LongSupplier clock;
  private final Sink sink;
  private final List<Place> places = new ArrayList<>();
  private long receivedBytes;
  private boolean reading;
  private boolean sourceEnded;
  private boolean pumping;

  public Link(
      Direction direction,
      Channel source,
      Channel destination,
      RandomGenerator random,
      Meter meter,
      LongSupplier clock) {
    this.direction = direction;
    this.source = source;
    this.loop = source.eventLoop();
    this.random = random;
    this.meter = meter;
    this.clock = clock;
    this.sink = new Sink(destination, meter);
    places.add(new Place(null, new Stage(this, random, 1, sink)));
    places.getFirst().stage().run(null);
  }

  public Direction direction() {
    return direction;
  }

  public EventLoop loop() {
    return loop;
  }

  long nanoTime() {
    return clock.getAsLong();
  }

  /**
   * Puts a toxic behind all others. Bytes that already passed the others are spared.
   *
   * @return done when the toxic is in place
   */
  public Future<?> add(Toxic toxic) {
    var last = places.getLast();
    if (last.stage().isClosing()) {
      return last.stage().settled();
    }
    var stage = new Stage(this, random, toxic.type().chunksMax(), last.stage().next());
    last.stage().connect(stage);
    places.add(new Place(toxic, stage));
    stage.run(toxic);
    last.stage().run(last.toxic());
    pump();
    return last.stage().settled();
  }

  /**
   * Gives the toxic of the same name its new settings and throws its dice again.
   *
   * @return done when it has them
   */
  public Future<?> update(Toxic toxic) {
    int index = indexOf(toxic.name());
    if (index < 0) {
      return loop.newSucceededFuture(null);
    }
    var stage = places.get(index).stage();
    places.set(index, new Place(toxic, stage));
    stage.run(toxic);
    pump();
    return stage.settled();
  }

  /**
   * Takes a toxic out. What it still held goes on at once, except that a timeout closes.
   *
   * @return done when it is out
   */
  public Future<?> remove(Toxic toxic) {
    int index = indexOf(toxic.name());
    if (index < 0) {
      return loop.newSucceededFuture(null);
    }
    var stage = places.get(index).stage();
    var settled = stage.settled();
    if (toxic.type() == ToxicType.TIMEOUT && !stage.isClosing()) {
      stage.close();
    } else if (!stage.isClosing() && stage.isInterruptible()) {
      var previous = places.get(index - 1);
      places.remove(index);
      previous.stage().absorb(stage);
      previous.stage().run(previous.toxic());
      settled = previous.stage().settled();
    }
    pump();
    return settled;
  }

  private int indexOf(String name) {
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).holds(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes came from the source. */
  public void received(ByteBuf data) {
    reading = false;
    receivedBytes += data.readableBytes();
    meter.received(data.readableBytes());
    places.getFirst().stage().offer(new Chunk(data, nanoTime()));
    pump();
  }

  /** The source sends nothing more. */
  public void sourceEnded() {
    if (!sourceEnded) {
      countSource();
      places.getFirst().stage().end();
      pump();
    }
  }

  private void countSource() {
    sourceEnded = true;
    meter.sourceEnded(receivedBytes);
  }

  /** Drops what is on its way: neither end of the connection is there any more. */
  public void abandon() {
    if (!sourceEnded) {
      countSource();
    }
    sink.abandon(places.stream().anyMatch(place -> place.stage().holdsBytes()));
    places.forEach(place -> place.stage().abandon());
  }

  /** Moves on whatever can move, then asks the source for more if there is room for it. */
  public void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      boolean moved = true;
      while (moved) {
        moved = false;
        for (int i = places.size() - 1; i >= 0; i--) {
          while (places.get(i).stage().advance()) {
            moved = true;
          }
        }
      }
    } finally {
      pumping = false;
    }
    if (!sourceEnded && !reading && places.getFirst().stage().hasRoom()) {
      reading = true;
      source.read();
    }
  }
}

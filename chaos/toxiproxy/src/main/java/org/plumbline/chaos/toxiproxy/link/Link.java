package org.plumbline.chaos.toxiproxy.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
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
  /** What the link counts: bytes that came in, and bytes that the destination's socket took. */
  public record Meter(LongConsumer received, LongConsumer sent) {}

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
  private final List<Place> places = new ArrayList<>();
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
    var sink = new Sink(destination, meter.sent());
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

  /** Puts a toxic behind all others. Bytes that already passed the others are spared. */
  public void add(Toxic toxic) {
    var last = places.getLast();
    if (last.stage().isClosing()) {
      return;
    }
    var stage = new Stage(this, random, toxic.type().chunksMax(), last.stage().next());
    last.stage().connect(stage);
    places.add(new Place(toxic, stage));
    stage.run(toxic);
    last.stage().run(last.toxic());
    pump();
  }

  /** Gives the toxic of the same name its new settings and throws its dice again. */
  public void update(Toxic toxic) {
    int index = indexOf(toxic.name());
    if (index > 0) {
      var stage = places.get(index).stage();
      places.set(index, new Place(toxic, stage));
      stage.run(toxic);
      pump();
    }
  }

  /** Takes a toxic out. What it still held goes on at once, except that a timeout closes. */
  public void remove(Toxic toxic) {
    int index = indexOf(toxic.name());
    if (index < 0) {
      return;
    }
    var stage = places.get(index).stage();
    if (toxic.type() == ToxicType.TIMEOUT && !stage.isClosing()) {
      stage.close();
    } else if (!stage.isClosing() && stage.isInterruptible()) {
      var previous = places.get(index - 1);
      places.remove(index);
      previous.stage().absorb(stage);
      previous.stage().run(previous.toxic());
    }
    pump();
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
    meter.received().accept(data.readableBytes());
    places.getFirst().stage().offer(new Chunk(data, nanoTime()));
    pump();
  }

  /** The source sends nothing more. */
  public void sourceEnded() {
    if (!sourceEnded) {
      sourceEnded = true;
      places.getFirst().stage().end();
      pump();
    }
  }

  /** Drops what is on its way: neither end of the connection is there any more. */
  public void abandon() {
    sourceEnded = true;
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

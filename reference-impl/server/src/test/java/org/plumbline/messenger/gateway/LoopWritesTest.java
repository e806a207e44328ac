package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopWritesTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Flushes flushes = new Flushes();
  private final Reader reader = new Reader();
  private final EmbeddedChannel channel = new EmbeddedChannel(reader, flushes, new Wire());
  private final ChannelHandlerContext wire = channel.pipeline().context(Wire.class);
  private final LoopWrites writes =
      new LoopWrites(channel.eventLoop(), new GatewayMeters(registry));
  private final List<String> happened = new ArrayList<>();

  private static final class Flushes extends ChannelOutboundHandlerAdapter {
    private int count;

    @Override
    public void flush(ChannelHandlerContext ctx) {
      count++;
      ctx.flush();
    }
  }

  /** Where frames enter the pipeline. */
  private static final class Wire extends ChannelOutboundHandlerAdapter {}

  /** Keeps back what is flushed while the device does not read. */
  private static final class Reader extends ChannelOutboundHandlerAdapter {
    private boolean away;

    @Override
    public void flush(ChannelHandlerContext ctx) {
      if (!away) {
        ctx.flush();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] next() {
    ByteBuf written = channel.readOutbound();
    byte[] bytes = ByteBufUtil.getBytes(written);
    written.release();
    return bytes;
  }

  @Test
  void shouldFlushOnceForAllThatHasGathered() {
    for (int i = 0; i < 5; i++) {
      String name = "frame " + i;
      writes.write(wire, bytes(name), () -> happened.add(name));
    }
    assertThat(flushes.count).isZero();
    channel.runPendingTasks();
    assertThat(flushes.count).isEqualTo(1);
    assertThat(happened).containsExactly("frame 0", "frame 1", "frame 2", "frame 3", "frame 4");
    assertThat(next()).isEqualTo(new byte[] {(byte) 0x81, 7, 'f', 'r', 'a', 'm', 'e', ' ', '0'});
  }

  @Test
  void shouldShareOneBufferWhenManyGetTheSameFrame() {
    byte[] frame = bytes("to all");
    for (int i = 0; i < 3; i++) {
      writes.write(wire, frame, () -> {});
    }
    writes.write(wire, bytes("to one"), () -> {});
    channel.runPendingTasks();
    List<ByteBuf> written = new ArrayList<>();
    for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
      written.add(each);
    }
    assertThat(written).hasSize(4);
    assertThat(written.subList(0, 3))
        .extracting(ByteBuf::memoryAddress)
        .containsOnly(written.getFirst().memoryAddress());
    assertThat(registry.counter("messenger.frame.bytes.out").count()).isEqualTo(3 * 6 + 6);
    assertThat(written.getLast().memoryAddress()).isNotEqualTo(written.getFirst().memoryAddress());
    written.subList(0, 3).forEach(ByteBuf::release);
    assertThat(written.getFirst().refCnt()).as("given back with its last holder").isZero();
    written.getLast().release();
  }

  @Test
  void shouldDoWhatIsBehindAWriteAfterIt() {
    writes.write(wire, bytes("one"), () -> happened.add("one"));
    writes.behind(wire, () -> happened.add("behind one"));
    writes.write(wire, bytes("two"), () -> happened.add("two"));
    channel.runPendingTasks();
    assertThat(happened).containsExactly("one", "behind one", "two");
  }

  @Test
  void shouldTellOnlyThenThatAFrameIsOutWhenTheDeviceHasReadWhatWasBefore() {
    reader.away = true;
    writes.write(wire, bytes("one"), () -> happened.add("one"));
    channel.runPendingTasks();
    writes.write(wire, bytes("two"), () -> happened.add("two"));
    channel.runPendingTasks();
    assertThat(happened).as("while nothing is read").isEmpty();
    reader.away = false;
    wire.flush();
    channel.runPendingTasks();
    assertThat(happened).containsExactly("one", "two");
  }

  @Test
  void shouldTellThatItCannotGetThereWhenTheConnectionIsLost() {
    reader.away = true;
    writes.write(wire, bytes("unread"), () -> happened.add("unread"));
    channel.runPendingTasks();
    channel.close().syncUninterruptibly();
    assertThat(happened).containsExactly("unread");
  }

  @Test
  void shouldTellThatItCannotGetThereWhenTheConnectionIsClosed() {
    channel.close().syncUninterruptibly();
    writes.write(wire, bytes("late"), () -> happened.add("late"));
    channel.runPendingTasks();
    assertThat(happened).containsExactly("late");
  }

  @Test
  void shouldWriteLengthsAsTheStandardSays() {
    for (int length : new int[] {0, 125, 126, 65_535, 65_536}) {
      byte[] frame = new byte[length];
      Arrays.fill(frame, (byte) 'x');
      writes.write(wire, frame, () -> {});
      channel.runPendingTasks();
      byte[] written = next();
      int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
      assertThat(written).hasSize(header + length);
      assertThat(written[1])
          .isEqualTo((byte) (length < 126 ? length : length < 65_536 ? 126 : 127));
      long told = length < 126 ? written[1] : 0;
      for (int i = 2; i < header; i++) {
        told = told << 8 | Byte.toUnsignedInt(written[i]);
      }
      assertThat(told).isEqualTo(length);
    }
  }
}

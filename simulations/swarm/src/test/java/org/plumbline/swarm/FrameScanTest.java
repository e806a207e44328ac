package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The scan knows the codec's order of fields: every frame that a node writes is held against it.
 */
class FrameScanTest {
  private static final ThreadId THREAD = new ThreadId("d:a:b");
  private static final Message MESSAGE =
      new Message(
          THREAD,
          new MessageId(5),
          17,
          16,
          new UserId("a"),
          new TempId("c12.345"),
          "~c12:345~xxx",
          1);

  @TestFactory
  Stream<DynamicTest> shouldTellTheTypeOfEveryFrame() {
    Map<ServerFrame, FrameScan.Type> types = new LinkedHashMap<>();
    types.put(
        new ServerFrame.Welcome(new UserId("a"), new DeviceId("d"), "n", 1, 20_000),
        FrameScan.Type.WELCOME);
    types.put(new ServerFrame.Receive(MESSAGE), FrameScan.Type.MESSAGE);
    types.put(
        new ServerFrame.Sent(THREAD, new TempId("c12.345"), new MessageId(1), 17),
        FrameScan.Type.SENT);
    types.put(
        new ServerFrame.Receipt(THREAD, new UserId("b"), 17, Status.DELIVERED),
        FrameScan.Type.RECEIPT);
    types.put(
        new ServerFrame.Receipt(THREAD, new UserId("b"), 17, Status.READ), FrameScan.Type.RECEIPT);
    types.put(new ServerFrame.Heartbeat(), FrameScan.Type.HEARTBEAT);
    types.put(new ServerFrame.Goodbye(100), FrameScan.Type.GOODBYE);
    types.put(
        new ServerFrame.Failure(ErrorCode.THROTTLED, new TempId("c12.345"), "much", 10),
        FrameScan.Type.ERROR);
    types.put(new ServerFrame.Resync("lost"), FrameScan.Type.RESYNC);
    types.put(new ServerFrame.Synced(), FrameScan.Type.OTHER);
    types.put(new ServerFrame.SyncPage(THREAD, List.of(MESSAGE), false), FrameScan.Type.OTHER);
    types.put(new ServerFrame.Typing(THREAD, new UserId("b"), true), FrameScan.Type.OTHER);
    types.put(new ServerFrame.PresenceUpdate(new UserId("b"), true, null), FrameScan.Type.OTHER);
    return types.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey().getClass().getSimpleName() + " is " + entry.getValue(),
                    () -> {
                      ByteBuf in = Unpooled.wrappedBuffer(FrameCodec.encode(entry.getKey()));
                      assertThat(FrameScan.type(in, 0, in.readableBytes()))
                          .isEqualTo(entry.getValue());
                    }));
  }

  @Test
  void shouldFindTheMarkerOfAMessageAndOfItsAnswer() {
    ByteBuf message = Unpooled.wrappedBuffer(FrameCodec.encode(new ServerFrame.Receive(MESSAGE)));
    ByteBuf sent =
        Unpooled.wrappedBuffer(
            FrameCodec.encode(
                new ServerFrame.Sent(THREAD, new TempId("c12.345"), new MessageId(1), 17)));

    assertThat(found(message, false)).containsExactly(2L, 12L, 345L);
    assertThat(found(sent, true)).containsExactly(2L, 12L, 345L);
    assertThat(found(sent, false)).isEmpty();
  }

  @Test
  void shouldPassOverWhatIsNoMarker() {
    for (String text : List.of("", "~", "~c", "~c12", "~c12:", "~c:1~", "~C1:2~", "~c1:x~")) {
      assertThat(found(Unpooled.wrappedBuffer(FrameScan.ascii(text)), false)).as(text).isEmpty();
    }
  }

  @Test
  void shouldReadNoFurtherThanTheFrame() {
    ByteBuf in = Unpooled.wrappedBuffer(FrameScan.ascii("{\"seq\":12345}"));

    assertThat(FrameScan.after(in, 0, 5, FrameScan.ascii("\"seq\":"))).isEqualTo(-1);
    assertThat(FrameScan.after(in, 0, 13, FrameScan.ascii("\"seq\":"))).isEqualTo(7);
    assertThat(FrameScan.number(in, 7, 10)).isEqualTo(123);
    assertThat(FrameScan.type(in, 0, 13)).isEqualTo(FrameScan.Type.OTHER);
  }

  private static List<Long> found(ByteBuf in, boolean tempId) {
    List<Long> found = new ArrayList<>();
    Marker.Found taken =
        (traffic, number, intended) -> found.addAll(List.of((long) traffic, number, intended));
    boolean any =
        tempId
            ? Marker.findTempId(in, 0, in.readableBytes(), taken)
            : Marker.find(in, 0, in.readableBytes(), taken);
    assertThat(any).isEqualTo(!found.isEmpty());
    return found;
  }
}

package org.plumbline.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The two frames that every message is at least once, with the documents' text of 100 bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameCodecBenchmark {

  private static final int TEXT_LENGTH = 100;

  private final ClientFrame.Send send =
      new ClientFrame.Send(
          ThreadId.direct(new UserId("ann"), new UserId("bob")),
          new TempId("01JD8Z4K"),
          1,
          "see you at the station ".repeat(5).substring(0, TEXT_LENGTH));

  private final ServerFrame.Receive receive =
      new ServerFrame.Receive(
          new Message(
              send.thread(),
              new MessageId(7_523_941_837_645_312L),
              123_456_789L,
              123_456_780L,
              new UserId("ann"),
              send.tempId(),
              send.content(),
              1_763_784_000_000L));

  private final byte[] encodedSend = FrameCodec.encode(send);
  private final byte[] encodedReceive = FrameCodec.encode(receive);

  /** What a client does for each message. */
  @Benchmark
  public byte[] encodeSendMessage() {
    return FrameCodec.encode(send);
  }

  /** What the sender's node does first. */
  @Benchmark
  public ClientFrame decodeSendMessage() throws MalformedFrame {
    return FrameCodec.decodeClient(encodedSend);
  }

  /** What the worker does once for each message, however many recipients. */
  @Benchmark
  public byte[] encodeReceiveMessage() {
    return FrameCodec.encode(receive);
  }

  /** What each receiving device does. */
  @Benchmark
  public ServerFrame decodeReceiveMessage() throws MalformedFrame {
    return FrameCodec.decodeServer(encodedReceive);
  }
}

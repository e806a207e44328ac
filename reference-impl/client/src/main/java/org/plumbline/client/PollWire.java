package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.FrameCodec;

/**
 * A session over HTTP requests: one virtual thread asks for frames, one brings them. A request for
 * frames that failed is repeated with the same acknowledgement, so a lost answer loses nothing.
 */
final class PollWire implements Wire {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FRAMES_OF_A_REQUEST_MAX = 100;
  private static final int READ_AHEAD_MAX = 256;
  private static final int TRIES_MAX = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final ClientRuntime runtime;
  private final int framesMax;
  private final Duration wait;
  private final Duration pause;
  private final BlockingQueue<byte[]> outgoing;
  private final Passage passage;
  private volatile boolean cut;
  private volatile @Nullable Lease lease;
  private volatile @Nullable Thread reader;
  private volatile @Nullable Thread writer;

  /** The session as the node knows it. */
  private record Lease(URI node, String authorization, String session, Duration timeout) {}

  /**
   * A connection that is not open yet.
   *
   * @param wait how long a request may wait for the next frame; zero not to wait
   * @param pause between an answer and the next request
   */
  PollWire(
      ClientRuntime runtime,
      Strand strand,
      Owner owner,
      int framesMax,
      Duration wait,
      Duration pause) {
    this.runtime = runtime;
    this.passage = new Passage(this, strand, owner, READ_AHEAD_MAX);
    this.framesMax = framesMax;
    this.wait = wait;
    this.pause = pause;
    this.outgoing = new ArrayBlockingQueue<>(framesMax);
  }

  @Override
  public CompletableFuture<?> open(NodeAddress node, Token token, Duration timeout) {
    CompletableFuture<?> opened = new CompletableFuture<>();
    reader =
        Thread.ofVirtual()
            .name("messenger-client-poll-reader")
            .start(() -> openAndRead(node.http(), token, timeout, opened));
    return opened;
  }

  private void openAndRead(URI node, Token token, Duration timeout, CompletableFuture<?> opened) {
    String authorization = "Bearer " + token.value();
    long ack;
    try {
      HttpResponse<String> answer = call(node, authorization, "POST", "/poll/v1/open", "", timeout);
      if (answer.statusCode() != 200) {
        throw new UpgradeRefused(
            answer.statusCode(),
            answer.headers().firstValue("Retry-After").flatMap(Upgrade::retryAfter).orElse(null));
      }
      JsonNode body = JSON.readTree(answer.body());
      lease = new Lease(node, authorization, body.path("session").asText(), timeout);
      opened.complete(null);
      ack = pass(body);
    } catch (IOException | UpgradeRefused | RuntimeException e) {
      opened.completeExceptionally(e);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      opened.completeExceptionally(e);
      return;
    }
    writer = Thread.ofVirtual().name("messenger-client-poll-writer").start(this::writeAll);
    passage.end(readAll(ack), runtime.nanos());
    stop();
  }

  private Disconnect readAll(long firstAck) {
    long ack = firstAck;
    int failures = 0;
    try {
      while (!cut) {
        try {
          HttpResponse<String> answer = next(ack);
          failures = 0;
          if (answer.statusCode() != 200) {
            return ending(answer);
          }
          ack = Math.max(ack, pass(JSON.readTree(answer.body())));
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (IOException e) {
          if (++failures == TRIES_MAX) {
            return new Disconnect.Lost(e.toString());
          }
          TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Disconnect.Lost("interrupted");
  }

  private HttpResponse<String> next(long ack) throws IOException, InterruptedException {
    return call("GET", "/poll/v1/frames", "&after=" + ack + "&wait=" + wait.toSeconds(), "", wait);
  }

  private static Disconnect ending(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 401) {
      return new Disconnect.Closed(CloseCode.TOKEN_ENDED.code(), "the token has ended");
    }
    JsonNode closed = JSON.readTree(answer.body()).path("closed");
    return closed.isObject()
        ? new Disconnect.Closed(closed.path("code").asInt(), closed.path("reason").asText())
        : new Disconnect.Lost("status " + answer.statusCode());
  }

  private long pass(JsonNode answer) throws InterruptedException {
    long nanos = runtime.nanos();
    for (JsonNode frame : answer.path("frames")) {
      passage.awaitRoom();
      passage.pass(frame.toString().getBytes(UTF_8), nanos);
    }
    return answer.path("ack").asLong();
  }

  private void writeAll() {
    try {
      while (!cut) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(outgoing.take());
        outgoing.drainTo(frames, FRAMES_OF_A_REQUEST_MAX - 1);
        StringBuilder body = new StringBuilder("[");
        for (byte[] frame : frames) {
          body.append(body.length() > 1 ? "," : "").append(new String(frame, UTF_8));
        }
        call("POST", "/poll/v1/frames", "", body.append("]").toString(), Duration.ZERO);
      }
    } catch (IOException e) {
      // Whether they arrived is not known: the outbox and the next sync repair it.
      passage.end(new Disconnect.Lost(e.toString()), runtime.nanos());
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> call(
      String method, String path, String query, String body, Duration extra)
      throws IOException, InterruptedException {
    Lease held = lease;
    if (held == null) {
      throw new IOException("the session is not open");
    }
    return call(
        held.node(),
        held.authorization(),
        method,
        path + "?session=" + URLEncoder.encode(held.session(), UTF_8) + query,
        body,
        held.timeout().plus(extra));
  }

  private HttpResponse<String> call(
      URI node, String authorization, String method, String path, String body, Duration timeout)
      throws IOException, InterruptedException {
    return runtime
        .http()
        .send(
            HttpRequest.newBuilder(node.resolve(path))
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void send(ClientFrame frame) {
    if (!passage.isEnded() && !outgoing.offer(FrameCodec.encode(frame))) {
      abort(new Disconnect.Lost(framesMax + " frames waited: the node does not read"));
    }
  }

  @Override
  public void close() {
    passage.endedByOwner();
    if (lease != null) {
      runtime.executor().execute(this::sayGoodbye);
    }
    stop();
  }

  private void sayGoodbye() {
    try {
      call("POST", "/poll/v1/close", "", "", Duration.ZERO);
    } catch (IOException e) {
      // The node ends a silent session by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void abort(Disconnect cause) {
    passage.end(cause, runtime.nanos());
    stop();
  }

  private void stop() {
    cut = true;
    for (Thread each : new Thread[] {reader, writer}) {
      if (each != null) {
        each.interrupt();
      }
    }
  }
}

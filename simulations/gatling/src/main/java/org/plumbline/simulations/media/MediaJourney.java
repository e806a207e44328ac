package org.plumbline.simulations.media;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.DeviceHttp;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.NodeAddress;

/** An image's way: announced, uploaded, checked, sent, shown, read, compared. */
final class MediaJourney implements OpenLoop.Journey {

  static final String PRESIGN = "presign";
  static final String UPLOAD = "upload";
  static final String COMPLETE = "complete";
  static final String DELIVERY = "delivery";
  static final String DOWNLOAD = "download";

  /** From the intended time until the recipient has the bytes. */
  static final String ARRIVAL = "arrival";

  static final List<String> PARTS = List.of(PRESIGN, UPLOAD, COMPLETE, DELIVERY, DOWNLOAD, ARRIVAL);

  private static final String TYPE = "image/png";
  private static final int PHOTO_EVERY = 5;

  /** One user, connected to the node. */
  record Sitter(Account account, NodeAddress node, Phone phone) {
    UserId user() {
      return new UserId(account.user());
    }
  }

  /** What was seen of all journeys. */
  record Seen(
      LongAdder uploaded,
      LongAdder arrived,
      LongAdder equal,
      LongAdder bytes,
      Set<String> uploadAuthorities) {

    static Seen nothing() {
      return new Seen(
          new LongAdder(),
          new LongAdder(),
          new LongAdder(),
          new LongAdder(),
          ConcurrentHashMap.newKeySet());
    }
  }

  private final List<Sitter> sitters;
  private final DeviceHttp http;
  private final OpenLoop loop;
  private final Stopwatches stopwatches;
  private final LongSupplier clockNanos;
  private final long seed;
  private final Seen seen;

  MediaJourney(
      List<Sitter> sitters,
      DeviceHttp http,
      OpenLoop loop,
      Stopwatches stopwatches,
      LongSupplier clockNanos,
      long seed,
      Seen seen) {
    this.sitters = sitters;
    this.http = http;
    this.loop = loop;
    this.stopwatches = stopwatches;
    this.clockNanos = clockNanos;
    this.seed = seed;
    this.seen = seen;
  }

  @Override
  public void go(int number, long intended) throws Exception {
    Sitter sender = sitters.get(number % sitters.size());
    Sitter recipient = sitters.get((number % sitters.size()) ^ 1);
    byte[] image = image(number);
    MediaId media = uploaded(sender, image, intended);
    seen.uploaded().increment();

    ThreadId thread = ThreadId.direct(sender.user(), recipient.user());
    TempId tempId = new TempId("image-" + number);
    long sending = clockNanos.getAsLong();
    Content content = new Content.Media(Content.MediaKind.IMAGE, media, TYPE, image.length, "");
    var _ = sender.phone().send(thread, tempId, content).get();
    Phone.Arrival arrival = recipient.phone().arrival(sender.user(), tempId).get();
    stopwatches.part(DELIVERY).record(intended, (arrival.nanos() - sending) / 1_000);
    seen.arrived().increment();

    long reading = clockNanos.getAsLong();
    byte[] read = read(recipient, thread, arrival.message().seq(), media);
    time(DOWNLOAD, intended, reading);
    stopwatches.part(ARRIVAL).record(intended, loop.elapsedMicros() - intended);
    seen.bytes().add(read.length);
    if (!Arrays.equals(read, image)) {
      throw new IOException(
          media + " has " + read.length + " bytes that are not the " + image.length + " sent");
    }
    seen.equal().increment();
  }

  private byte[] image(int number) {
    int edge = number % PHOTO_EVERY == 0 ? NoiseImage.PHOTO_EDGE : NoiseImage.ICON_EDGE;
    return NoiseImage.of(edge, seed * 1_000_003L + number);
  }

  private MediaId uploaded(Sitter sender, byte[] image, long intended)
      throws IOException, InterruptedException {
    long presigning = clockNanos.getAsLong();
    JsonNode upload = presigned(sender, image.length);
    time(PRESIGN, intended, presigning);

    long uploading = clockNanos.getAsLong();
    int status = http.put(uri(upload), headers(upload), image);
    if (status / 100 != 2) {
      throw new IOException("the upload answered " + status);
    }
    time(UPLOAD, intended, uploading);
    seen.uploadAuthorities().add(uri(upload).getAuthority());

    MediaId media = new MediaId(upload.path("media_id").asText());
    long completing = clockNanos.getAsLong();
    var _ =
        http.post(
            sender.node(), sender.account(), "/media/v1/uploads/" + media + "/complete", Map.of());
    time(COMPLETE, intended, completing);
    return media;
  }

  private JsonNode presigned(Sitter sender, int bytes) throws IOException, InterruptedException {
    return http.post(
        sender.node(),
        sender.account(),
        "/media/v1/uploads",
        Map.of("kind", "image", "content_type", TYPE, "bytes", bytes));
  }

  private byte[] read(Sitter recipient, ThreadId thread, long seq, MediaId media)
      throws IOException, InterruptedException {
    String path =
        "/media/v1/"
            + media
            + "?thread_id="
            + URLEncoder.encode(thread.value(), StandardCharsets.UTF_8)
            + "&seq="
            + seq;
    return http.bytes(uri(http.get(recipient.node(), recipient.account(), path)));
  }

  /**
   * Whether a signed address takes more than what was announced for it.
   *
   * @return the store's status for an upload of twice the length
   */
  int tryTooMuch() throws IOException, InterruptedException {
    byte[] image = NoiseImage.of(NoiseImage.ICON_EDGE, seed);
    JsonNode upload = presigned(sitters.getFirst(), image.length);
    return http.put(uri(upload), headers(upload), Arrays.copyOf(image, 2 * image.length));
  }

  private void time(String part, long intended, long sinceNanos) {
    stopwatches.part(part).record(intended, (clockNanos.getAsLong() - sinceNanos) / 1_000);
  }

  private static URI uri(JsonNode answer) {
    return URI.create(answer.path("url").asText());
  }

  private static Map<String, String> headers(JsonNode upload) {
    Map<String, String> headers = new HashMap<>();
    upload
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return headers;
  }
}

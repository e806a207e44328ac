package org.plumbline.messenger.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.messenger.device.EndpointConfig;
import org.plumbline.messenger.device.EndpointRule;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.push.PushSender.Answer;
import org.plumbline.messenger.push.StandIns;
import org.plumbline.providers.Provider;
import org.plumbline.providers.Received;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebPushSenderTest {

  private StandIns standIns;
  private WebPushSender sender;
  private PushAddress browser;

  @BeforeAll
  void start(@TempDir Path folder) {
    standIns = new StandIns(folder);
    sender = sender(true, "mailto:push@plumbline.example");
  }

  @AfterAll
  void stop() {
    standIns.close();
  }

  @BeforeEach
  void subscribe() {
    standIns.providers().receipts().clear();
    standIns.providers().behaviours().clear();
    browser = subscription(standIns.providers().subscribe());
  }

  @Test
  void shouldSendWhatTheBrowserCanOpen() {
    assertThat(standIns.push(sender, browser)).isInstanceOf(Answer.Sent.class);

    Received received = standIns.received(Provider.WEBPUSH);
    assertThat(received.status()).isEqualTo(201);
    assertThat(received.collapse()).isEqualTo(StandIns.collapseId());
    assertThat(received.payload().path("thread_id").asText()).isEqualTo("d:ann:bob");
    assertThat(received.payload().path("count").asText()).isEqualTo("3");
  }

  @Test
  void shouldTellGoneWhenSubscriptionEnded() {
    for (int status : new int[] {404, 410}) {
      standIns.refuse(Provider.WEBPUSH, status, null);
      assertThat(standIns.push(sender, browser)).isEqualTo(new Answer.Gone(null));
    }
  }

  @Test
  void shouldTellHowLongToWaitWhenServiceIsBusy() {
    standIns.refuse(Provider.WEBPUSH, 429, 5);
    assertThat(standIns.push(sender, browser))
        .isEqualTo(new Answer.Later(Duration.ofSeconds(5), "429"));
    standIns.refuse(Provider.WEBPUSH, 503, null);
    assertThat(standIns.push(sender, browser)).isEqualTo(new Answer.Later(null, "503"));
  }

  @Test
  void shouldTellRefusedWhenServiceDoesNotTakeOurWord() {
    WebPushSender nameless = sender(true, "nobody");

    assertThat(standIns.push(nameless, browser)).isEqualTo(new Answer.Refused("403"));
  }

  @Test
  void shouldNotFollowRedirects() {
    standIns.refuse(Provider.WEBPUSH, 307, null);

    assertThat(standIns.push(sender, browser)).isEqualTo(new Answer.Refused("307"));
    assertThat(standIns.providers().receipts().of(Provider.WEBPUSH, null)).hasSize(1);
  }

  @Test
  void shouldCallNobodyWhenEndpointIsNotAllowed() {
    WebPushSender strict = sender(false, "mailto:push@plumbline.example");

    assertThat(standIns.push(strict, browser)).isInstanceOf(Answer.Refused.class);
    assertThat(standIns.providers().receipts().of(Provider.WEBPUSH, null)).isEmpty();
  }

  @Test
  void shouldGiveKeyAsPointWhenBrowserAsks() throws IOException {
    assertThat(Base64.getUrlDecoder().decode(sender.publicKey()))
        .hasSize(Point.BYTES)
        .startsWith(4);
  }

  private WebPushSender sender(boolean privateAllowed, String subject) {
    return new WebPushSender(
        new WebPushConfig(standIns.file("webpush-key.pem"), subject),
        new EndpointRule(new EndpointConfig(List.of("127.0.0.1"), privateAllowed)),
        standIns.http(),
        JsonMapper.createDefault(),
        InstantSource.system(),
        new SecureRandom());
  }

  private static PushAddress subscription(Map<String, String> of) {
    return new PushAddress.Subscription(
        of.getOrDefault("endpoint", ""),
        of.getOrDefault("p256dh", ""),
        of.getOrDefault("auth", ""));
  }
}

package org.plumbline.messenger.push.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.PushSender;
import org.plumbline.messenger.push.PushSender.Answer;
import org.plumbline.messenger.push.StandIns;
import org.plumbline.providers.Provider;
import org.plumbline.providers.Received;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApnsSenderTest {

  private static final PushAddress PHONE =
      new PushAddress.Token(PushProvider.APNS, "0123456789abcdef0123456789abcdef");

  private StandIns standIns;
  private ApnsSender sender;

  @BeforeAll
  void start(@TempDir Path folder) {
    standIns = new StandIns(folder);
    sender = sender("PLUMBKEY01");
  }

  @AfterAll
  void stop() {
    sender.close();
    standIns.close();
  }

  @BeforeEach
  void forget() {
    standIns.providers().receipts().clear();
    standIns.providers().behaviours().clear();
  }

  @Test
  void shouldSendAlertWithoutWordsWhenProviderTakesIt() {
    assertThat(push(sender)).isInstanceOf(Answer.Sent.class);

    Received received = standIns.received(Provider.APNS);
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.address()).isEqualTo(PHONE.value());
    assertThat(received.collapse()).isEqualTo(StandIns.collapseId());
    assertThat(received.payload().at("/aps/alert/loc-key").asText()).isEqualTo("NEW_MESSAGES");
    assertThat(received.payload().at("/aps/alert/loc-args/0").asText()).isEqualTo("3");
    assertThat(received.payload().at("/aps/thread-id").asText()).isEqualTo(StandIns.collapseId());
    assertThat(received.payload().at("/message/thread_id").asText()).isEqualTo("d:ann:bob");
    assertThat(received.payload().at("/message/count").asText()).isEqualTo("3");
  }

  @Test
  void shouldTellGoneWithItsTimeWhenDeviceIsUnregistered() {
    standIns.refuse(Provider.APNS, 410, null);
    Instant before = Instant.now().minusSeconds(2);

    assertThat(push(sender))
        .isInstanceOfSatisfying(
            Answer.Gone.class, gone -> assertThat(gone.since()).isAfter(before));
  }

  @Test
  void shouldTellGoneWhenTokenIsNone() {
    standIns.refuse(Provider.APNS, 400, null);

    assertThat(push(sender)).isEqualTo(new Answer.Gone(null));
  }

  @Test
  void shouldTellLaterWhenProviderIsBusyOrBroken() {
    for (int status : new int[] {429, 500, 503}) {
      standIns.refuse(Provider.APNS, status, null);
      assertThat(push(sender)).as("%d", status).isInstanceOf(Answer.Later.class);
    }
    assertThat(push(sender)).isInstanceOf(Answer.Sent.class);
  }

  @Test
  void shouldTellRefusedWhenKeyIsNotOurs() {
    ApnsSender stranger = sender("STRANGER01");
    try {
      assertThat(push(stranger)).isInstanceOf(Answer.Refused.class);
    } finally {
      stranger.close();
    }
  }

  private Answer push(PushSender by) {
    return standIns.push(by, PHONE);
  }

  private ApnsSender sender(String keyId) {
    return new ApnsSender(
        new ApnsConfig(
            "127.0.0.1",
            standIns.providers().apnsPort(),
            standIns.file("apns-trusted.pem"),
            standIns.file("apns-key.p8"),
            keyId,
            "PLUMBTEAM1",
            "org.plumbline.messenger"),
        InstantSource.system());
  }
}

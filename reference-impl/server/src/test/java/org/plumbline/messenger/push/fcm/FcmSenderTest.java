package org.plumbline.messenger.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.PushSender.Answer;
import org.plumbline.messenger.push.StandIns;
import org.plumbline.providers.Behaviour;
import org.plumbline.providers.Provider;
import org.plumbline.providers.Received;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FcmSenderTest {

  private static final PushAddress PHONE =
      new PushAddress.Token(PushProvider.FCM, "fcm:token-of-a-phone");

  private StandIns standIns;
  private FcmSender sender;

  @BeforeAll
  void start(@TempDir Path folder) {
    standIns = new StandIns(folder);
    sender = sender(standIns.providers().uri(), null);
  }

  @AfterAll
  void stop() {
    standIns.close();
  }

  @BeforeEach
  void forget() {
    standIns.providers().receipts().clear();
    standIns.providers().behaviours().clear();
  }

  @Test
  void shouldSendDataWithoutWordsWhenProviderTakesIt() {
    assertThat(push()).isInstanceOf(Answer.Sent.class);

    Received received = standIns.received(Provider.FCM);
    assertThat(received.collapse()).isEqualTo(StandIns.collapseId());
    assertThat(received.payload().at("/data/thread_id").asText()).isEqualTo("d:ann:bob");
    assertThat(received.payload().at("/data/count").asText()).isEqualTo("3");
    assertThat(received.payload().at("/android/ttl").asText()).isEqualTo("3600s");
    assertThat(received.payload().has("notification")).isFalse();
  }

  @Test
  void shouldTellGoneWhenDeviceIsUnregistered() {
    standIns.refuse(Provider.FCM, 404, null);

    assertThat(push()).isEqualTo(new Answer.Gone(null));
  }

  @Test
  void shouldTellHowLongToWaitWhenProviderIsBusy() {
    standIns.refuse(Provider.FCM, 429, 7);
    assertThat(push()).isEqualTo(new Answer.Later(Duration.ofSeconds(7), "429"));
    standIns.refuse(Provider.FCM, 429, null);
    assertThat(push()).isEqualTo(new Answer.Later(Duration.ofSeconds(60), "429"));
    standIns.refuse(Provider.FCM, 503, 2);
    assertThat(push()).isEqualTo(new Answer.Later(Duration.ofSeconds(2), "503"));
    standIns.refuse(Provider.FCM, 500, null);
    assertThat(push()).isEqualTo(new Answer.Later(null, "500"));
  }

  @Test
  void shouldFetchAnotherTokenWhenOursIsRefused() {
    standIns.refuse(Provider.FCM, 401, null);

    assertThat(push()).isInstanceOf(Answer.Later.class);
    assertThat(push()).isInstanceOf(Answer.Sent.class);
  }

  @Test
  void shouldTellRefusedWhenMessageIsNotUnderstood() {
    standIns.refuse(Provider.FCM, 400, null);

    assertThat(push()).isEqualTo(new Answer.Refused("400"));
  }

  @Test
  void shouldWaitForSlowProvider() {
    standIns.providers().behaviours().plan(new Behaviour(Provider.FCM, null, 200, null, 1, 300));

    assertThat(push()).isInstanceOf(Answer.Sent.class);
  }

  @Test
  void shouldTellLaterWhenThereIsNoBearerToken() {
    FcmSender lost =
        sender(standIns.providers().uri(), standIns.providers().uri().resolve("/nowhere"));

    assertThat(standIns.push(lost, PHONE))
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later -> assertThat(later.reason()).contains("no bearer token: status 404"));
  }

  private Answer push() {
    return standIns.push(sender, PHONE);
  }

  private FcmSender sender(URI uri, @Nullable URI tokenUri) {
    return new FcmSender(
        new FcmConfig(uri, standIns.file("fcm-account.json"), tokenUri),
        standIns.http(),
        JsonMapper.createDefault(),
        InstantSource.system());
  }
}

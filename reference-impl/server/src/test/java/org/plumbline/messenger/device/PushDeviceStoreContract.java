package org.plumbline.messenger.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every store of devices does. */
public interface PushDeviceStoreContract {

  PushDeviceStore store();

  @Test
  default void shouldFindDeviceWhenItWasSaved() {
    PushDevice phone = device(someone(), "phone", token(), true, 1);
    PushDevice browser =
        new PushDevice(
            phone.user(),
            new DeviceId("browser"),
            new PushAddress.Subscription(
                "https://push.example/" + UUID.randomUUID(), "p", "secret"),
            false,
            2);

    store().save(phone);
    store().save(browser);

    assertThat(store().find(phone.user(), phone.device())).contains(phone);
    assertThat(store().find(phone.user(), browser.device())).contains(browser);
    assertThat(store().find(someone(), phone.device())).isEmpty();
  }

  @Test
  default void shouldReplaceWhatDeviceHadWhenItRegistersAgain() {
    PushDevice first = device(someone(), "phone", token(), true, 1);
    PushDevice second = device(first.user(), "phone", token(), false, 2);

    store().save(first);
    store().save(second);

    assertThat(store().find(first.user(), first.device())).contains(second);
    assertThat(store().optedIn(List.of(first.user()))).isEmpty();
  }

  @Test
  default void shouldTakeAddressFromOtherUserWhenPhoneChangesHands() {
    PushDevice ann = device(someone(), "phone", token(), true, 1);
    PushDevice bob = new PushDevice(someone(), new DeviceId("phone"), ann.address(), true, 2);

    store().save(ann);
    store().save(bob);

    assertThat(store().find(ann.user(), ann.device())).isEmpty();
    assertThat(store().optedIn(List.of(ann.user(), bob.user())))
        .containsOnlyKeys(bob.user())
        .containsEntry(bob.user(), List.of(bob));
  }

  @Test
  default void shouldForgetDeviceWhenItIsRemoved() {
    PushDevice phone = device(someone(), "phone", token(), true, 1);
    store().save(phone);

    assertThat(store().remove(phone.user(), phone.device())).isTrue();
    assertThat(store().remove(phone.user(), phone.device())).isFalse();
    assertThat(store().find(phone.user(), phone.device())).isEmpty();
  }

  @Test
  default void shouldPruneOnlyWhatWasDeadWhenProviderSaysSince() {
    PushDevice phone = device(someone(), "phone", token(), true, 1_000);
    store().save(phone);

    assertThat(store().prune(phone, 999)).as("registered after it was dead").isFalse();
    store().save(device(phone.user(), "phone", token(), true, 1_000));
    assertThat(store().prune(phone, 2_000)).as("another address meanwhile").isFalse();
    store().save(phone);
    assertThat(store().prune(phone, 1_000)).isTrue();
    assertThat(store().find(phone.user(), phone.device())).isEmpty();
  }

  @Test
  default void shouldMakeRoomWhenUserHasTooManyDevices() {
    UserId user = someone();
    for (int i = 0; i <= PushDeviceStore.DEVICES_MAX; i++) {
      store().save(device(user, "device-" + i, token(), true, i));
    }

    List<PushDevice> left = store().optedIn(List.of(user)).getOrDefault(user, List.of());

    assertThat(left)
        .hasSize(PushDeviceStore.DEVICES_MAX)
        .noneMatch(each -> each.device().value().equals("device-0"));
  }

  private static PushDevice device(
      UserId user, String name, PushAddress address, boolean optedIn, long at) {
    return new PushDevice(user, new DeviceId(name), address, optedIn, at);
  }

  private static PushAddress token() {
    return new PushAddress.Token(PushProvider.FCM, "token-" + UUID.randomUUID());
  }

  private static UserId someone() {
    return new UserId(UUID.randomUUID().toString());
  }
}

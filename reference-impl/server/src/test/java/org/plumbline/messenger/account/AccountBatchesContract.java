package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.AccountBatches.Added;
import org.plumbline.messenger.account.LoginStore.Refresh;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What every store does that adds many accounts at once. */
public interface AccountBatchesContract {

  Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
  DeviceId PHONE = new DeviceId("phone");

  AccountBatches batches();

  /** The accounts and the logins of the same store. */
  AccountStore accounts();

  LoginStore logins();

  @Test
  default void shouldAddAllWithoutAPasswordAndWithALogin() {
    List<Added> users = users(1_000);

    OptionalLong login = batches().add(users, NOW);

    assertThat(login).isPresent();
    for (Added added : List.of(users.getFirst(), users.get(500), users.getLast())) {
      assertThat(accounts().find(added.user())).contains(new Account(added.user(), ""));
      assertThat(logins().of(added.user(), NOW, 10)).containsExactly(new Login(PHONE, NOW, NOW));
      EndedLogin ended = logins().end(added.user(), PHONE).orElseThrow();
      assertThat(ended.login()).as("a revocation meets the token").isEqualTo(login.getAsLong());
      assertThat(logins().begin(added.user(), PHONE, refresh(), NOW))
          .as("the device's next login")
          .isGreaterThan(login.getAsLong());
    }
  }

  @Test
  default void shouldAddNoneWhenOneIsThere() {
    List<Added> users = users(20);
    Account there = new Account(users.get(11).user(), "hash");
    accounts().create(there);

    assertThat(batches().add(users, NOW)).isEmpty();

    assertThat(accounts().find(there.user())).contains(there);
    for (Added added : users) {
      assertThat(logins().of(added.user(), NOW, 10)).isEmpty();
      if (!added.user().equals(there.user())) {
        assertThat(accounts().find(added.user())).isEmpty();
      }
    }
  }

  @Test
  default void shouldAddNoneWhenANameIsThereTwice() {
    List<Added> users = new ArrayList<>(users(3));
    users.add(new Added(users.getFirst().user(), PHONE, refresh()));

    assertThat(batches().add(users, NOW)).isEmpty();
    assertThat(accounts().find(users.getFirst().user())).isEmpty();
  }

  @Test
  default void shouldAddExactlyOneBatchWhenManyComeAtOnceWithTheSameNames() throws Exception {
    List<Added> users = users(50);
    List<Callable<OptionalLong>> attempts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Added> turned =
          (i % 2 == 0 ? users : users.reversed())
              .stream().map(each -> new Added(each.user(), PHONE, refresh())).toList();
      attempts.add(() -> batches().add(turned, NOW));
    }
    int added = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<OptionalLong> attempt : threads.invokeAll(attempts)) {
        added += attempt.get().isPresent() ? 1 : 0;
      }
    }
    assertThat(added).isEqualTo(1);
  }

  private static List<Added> users(int count) {
    String prefix = UUID.randomUUID().toString();
    return IntStream.range(0, count)
        .mapToObj(number -> new Added(new UserId(prefix + "-" + number), PHONE, refresh()))
        .toList();
  }

  private static Refresh refresh() {
    return new Refresh(
        OpaqueTokens.hexHash(UUID.randomUUID().toString()),
        OpaqueTokens.hexHash("secret"),
        NOW.plusSeconds(3_600));
  }
}

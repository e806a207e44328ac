package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.UserId;

/** What every store of accounts does. */
public interface AccountStoreContract {

  AccountStore store();

  @Test
  default void shouldFindAccountWhenItWasCreated() {
    Account account = new Account(someone(), "$argon2id$hash");

    assertThat(store().find(account.user())).isEmpty();
    assertThat(store().create(account)).isTrue();
    assertThat(store().find(account.user())).contains(account);
  }

  @Test
  default void shouldKeepFirstAccountWhenNameIsTaken() {
    Account first = new Account(someone(), "first");

    assertThat(store().create(first)).isTrue();
    assertThat(store().create(new Account(first.user(), "second"))).isFalse();
    assertThat(store().find(first.user())).contains(first);
  }

  @Test
  default void shouldKeepNamesApartWhenTheyDifferInCase() {
    String name = someone().value();
    Account lower = new Account(new UserId("a" + name), "lower");
    Account upper = new Account(new UserId("A" + name), "upper");

    assertThat(store().create(lower)).isTrue();
    assertThat(store().create(upper)).isTrue();
    assertThat(store().find(lower.user())).contains(lower);
    assertThat(store().find(upper.user())).contains(upper);
  }

  @Test
  default void shouldCreateExactlyOneWhenManyComeAtOnce() throws Exception {
    UserId user = someone();
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Account account = new Account(user, "hash-" + i);
      attempts.add(() -> store().create(account));
    }
    int created = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        created += attempt.get() ? 1 : 0;
      }
    }
    assertThat(created).isEqualTo(1);
    assertThat(store().find(user)).isPresent();
  }

  @Test
  default void shouldTakeLongestNameWhenAllCharactersAreUsed() {
    Account account =
        new Account(new UserId("a.B_9-".repeat(9) + someone().value().substring(26)), "h");

    assertThat(store().create(account)).isTrue();
    assertThat(store().find(account.user())).contains(account);
  }

  private static UserId someone() {
    return new UserId(UUID.randomUUID().toString());
  }
}

package org.plumbline.messenger.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.UserId;

/** What every adapter of {@link Usage} does. */
public interface UsageContract {

  LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  Usage usage();

  @Test
  default void shouldCountEachUserOnceWhenSeenOften() {
    Usage usage = usage();
    usage.active(List.of(new UserId("ada"), new UserId("bob")), MONDAY);
    usage.active(List.of(new UserId("bob"), new UserId("cem")), MONDAY);
    assertThat(usage.activeUsers(MONDAY)).isEqualTo(3);
  }

  @Test
  default void shouldBeginAgainWhenTheDayChanges() {
    Usage usage = usage();
    usage.active(List.of(new UserId("ada"), new UserId("bob")), MONDAY);
    usage.active(List.of(new UserId("ada")), MONDAY.plusDays(1));
    assertThat(usage.activeUsers(MONDAY.plusDays(1))).isEqualTo(1);
  }

  @Test
  default void shouldTakeNoUsersWhenNobodyIsHere() {
    Usage usage = usage();
    usage.active(List.of(), MONDAY);
    assertThat(usage.activeUsers(MONDAY)).isZero();
  }
}

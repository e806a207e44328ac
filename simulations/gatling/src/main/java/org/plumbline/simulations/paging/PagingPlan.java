package org.plumbline.simulations.paging;

import java.time.Duration;
import java.util.List;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How much is written, and how it is read.
 *
 * @param readers users; each has threads with the next {@code threadsAhead} of them, and so twice
 *     as many threads
 * @param messages how many messages each thread has
 * @param pageSizes messages of a page, by kind of device; users have the kinds in turn
 * @param listSize threads of a page of the list
 * @param listShare the part of the journeys that only list threads
 */
record PagingPlan(
    int readers,
    int threadsAhead,
    int messages,
    List<Integer> pageSizes,
    int listSize,
    double listShare) {

  /** A phone, a tablet, a desk: document S1 has the page's size differ by device. */
  private static final List<Integer> PAGE_SIZES = List.of(15, 50, 100);

  private static final int LIST_SIZE = 3;
  private static final double LIST_SHARE = 0.25;

  PagingPlan {
    if (readers <= 2 * threadsAhead) {
      throw new IllegalArgumentException(
          "readers: " + readers + " (expected: > 2 x threadsAhead " + threadsAhead + ")");
    }
    pageSizes = List.copyOf(pageSizes);
  }

  static PagingPlan of(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> of(12, 2, 300);
      case "quick" -> of(9, 2, 150);
      default -> of(5, 1, 45);
    };
  }

  private static PagingPlan of(int readers, int threadsAhead, int messages) {
    return new PagingPlan(readers, threadsAhead, messages, PAGE_SIZES, LIST_SIZE, LIST_SHARE);
  }

  /** Journeys a second: each of them asks for several pages, one after another. */
  static LoadProfile of(LoadProfile profile, PagingPlan plan) {
    Duration warmUp = profile.warmUp().dividedBy(4);
    return profile
        .withUsers(plan.readers() + plan.readers() % 2)
        .withSecondDeviceShare(0)
        .withMessagesPerSecond(profile.messagesPerSecond() / 12)
        .withTimes(warmUp, profile.duration().multipliedBy(4).dividedBy(5));
  }

  int pageSize(int user) {
    return pageSizes.get(user % pageSizes.size());
  }
}

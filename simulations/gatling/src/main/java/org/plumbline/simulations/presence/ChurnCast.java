package org.plumbline.simulations.presence;

import java.util.List;
import java.util.stream.IntStream;

/** Numbers of users; those of the pairs come before them. */
record ChurnCast(List<Integer> watchers, List<Integer> visitors, List<Integer> residents) {
  ChurnCast {
    watchers = List.copyOf(watchers);
    visitors = List.copyOf(visitors);
    residents = List.copyOf(residents);
  }

  static ChurnCast of(ChurnPlan plan, int comings) {
    int watchers = 2 * plan.pairs();
    int visitors = watchers + plan.watchers();
    int residents = visitors + plan.visitors(comings);
    int end = residents + plan.residents(comings);
    return new ChurnCast(
        range(watchers, visitors), range(visitors, residents), range(residents, end));
  }

  private static List<Integer> range(int from, int end) {
    return IntStream.range(from, end).boxed().toList();
  }

  int watched() {
    return visitors.size() + residents.size();
  }

  int users(ChurnPlan plan) {
    return 2 * plan.pairs() + watchers.size() + watched();
  }
}

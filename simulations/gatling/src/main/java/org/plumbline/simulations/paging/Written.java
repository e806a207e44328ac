package org.plumbline.simulations.paging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.Phone;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;

/**
 * What stands in which thread.
 *
 * @param seqs of each thread, rising
 * @param threadsOf of each user, by number
 */
record Written(Map<ThreadId, List<Long>> seqs, List<List<ThreadId>> threadsOf) {

  /** Below what a device may have on its way, with two threads at once. */
  private static final int AT_ONCE = 16;

  private static final long ANSWER_SECONDS_MAX = 60;
  private static final String TEXT = "y".repeat(100);

  Written {
    seqs = Map.copyOf(seqs);
    threadsOf = List.copyOf(threadsOf);
  }

  /** All seqs of that thread, rising. */
  List<Long> of(ThreadId thread) {
    return Objects.requireNonNull(seqs.get(thread), thread.value());
  }

  /** Makes the friends, and writes all threads, the lower user of each thread everything. */
  static Written write(LoadContext context, PagingPlan plan, Crowd crowd, ClientRuntime runtime)
      throws LoadFailure, InterruptedException {
    List<List<Account>> circles = new ArrayList<>();
    List<List<ThreadId>> threadsOf = new ArrayList<>();
    for (int user = 0; user < plan.readers(); user++) {
      circles.add(new ArrayList<>(List.of(crowd.account(user))));
      threadsOf.add(new ArrayList<>());
    }
    List<Phone> phones = new ArrayList<>();
    Map<ThreadId, Callable<List<Long>>> work = new HashMap<>();
    try (AccountDesk desk = Crowd.desk(context);
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int user = 0; user < plan.readers(); user++) {
        phones.add(Phone.connect(runtime, crowd.node(user), crowd.account(user)));
        for (int ahead = 1; ahead <= plan.threadsAhead(); ahead++) {
          int other = (user + ahead) % plan.readers();
          ThreadId thread = crowd.thread(user, other);
          circles.get(user).add(crowd.account(other));
          threadsOf.get(user).add(thread);
          threadsOf.get(other).add(thread);
          Phone phone = phones.get(user);
          String prefix = "page-" + ahead + "-";
          work.put(thread, () -> written(phone, thread, prefix, plan.messages()));
        }
      }
      desk.befriendAll(circles);
      Map<ThreadId, Future<List<Long>>> writing = new HashMap<>();
      work.forEach((thread, task) -> writing.put(thread, writers.submit(task)));
      Map<ThreadId, List<Long>> seqs = new HashMap<>();
      for (Map.Entry<ThreadId, Future<List<Long>>> thread : writing.entrySet()) {
        seqs.put(thread.getKey(), thread.getValue().get());
      }
      return new Written(seqs, threadsOf);
    } catch (ExecutionException e) {
      throw new LoadFailure("the threads could not be written: " + e.getCause(), e);
    } finally {
      phones.forEach(Phone::close);
    }
  }

  private static List<Long> written(Phone phone, ThreadId thread, String prefix, int messages)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<Long> seqs = new ArrayList<>();
    while (seqs.size() < messages) {
      List<CompletableFuture<ServerFrame.Sent>> answers = new ArrayList<>();
      for (int one = 0; one < Math.min(AT_ONCE, messages - seqs.size()); one++) {
        TempId tempId = new TempId(prefix + (seqs.size() + one));
        answers.add(phone.send(thread, tempId, new Content.Text(TEXT)));
      }
      for (CompletableFuture<ServerFrame.Sent> answer : answers) {
        seqs.add(answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).seq());
      }
    }
    return seqs.stream().sorted().toList();
  }
}

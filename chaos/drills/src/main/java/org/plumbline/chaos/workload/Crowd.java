package org.plumbline.chaos.workload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.plumbline.client.HistoryPage;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** Many who read the beginning of one thread at one node at the same moment. */
public final class Crowd {

  private static final int PAGE = 50;
  private static final String PAGES = "messenger_history_pages_total";
  private static final String SHARED = "from=\"shared\"";
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private Crowd() {}

  /**
   * What became of them.
   *
   * @param asked how many there were
   * @param shared how many pages the nodes meanwhile gave out that another reader's read had
   *     brought
   * @param failures why some got nothing, one line each
   * @param different how many different first messages they got: 1, unless somebody was told wrong
   */
  public record Answers(int asked, long shared, List<String> failures, int different) {
    public Answers {
      failures = List.copyOf(failures);
    }
  }

  /**
   * Lets so many read a thread of the fleet's first device, and waits for all of them.
   *
   * @throws IOException when a node does not tell its metrics
   */
  public static Answers read(Fleet fleet, int readers) throws IOException, InterruptedException {
    Participant reader = fleet.participants().getFirst();
    ThreadId thread = reader.threads.getFirst();
    long before = shared(fleet);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<HistoryPage>> asked = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Set<Message> firsts = new HashSet<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < readers; each++) {
        asked.add(
            crowd.submit(
                () -> {
                  start.await();
                  return page(fleet, reader, thread);
                }));
      }
      start.countDown();
      for (Future<HistoryPage> each : asked) {
        try {
          each.get().messages().stream().findFirst().ifPresent(firsts::add);
        } catch (ExecutionException e) {
          failures.add(String.valueOf(e.getCause()));
        }
      }
    }
    return new Answers(readers, shared(fleet) - before, failures, firsts.size());
  }

  private static HistoryPage page(Fleet fleet, Participant reader, ThreadId thread)
      throws RequestFailed {
    return new MessengerHttp(fleet.runtime(), reader.home())
        .history(reader.token(), thread, new HistoryRange.After(Message.NONE), PAGE, null);
  }

  private static long shared(Fleet fleet) throws IOException, InterruptedException {
    double shared = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (URI metrics : fleet.plan().outlook().metrics().values()) {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(WITHIN).build();
        String page = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        shared +=
            page.lines()
                .filter(line -> line.startsWith(PAGES) && line.contains(SHARED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(
                    () -> new IOException(PAGES + ": not among the metrics of " + metrics));
      }
    }
    return Math.round(shared);
  }
}

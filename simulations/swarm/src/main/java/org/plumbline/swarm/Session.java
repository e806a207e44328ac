package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands, one JSON object each, and answers each with one:
 *
 * <ul>
 *   <li>{@code open}: opens sockets, see {@link HolderPlan}; answers when all stand, or with {@code
 *       "all": false} when the time is over. Once a process.
 *   <li>{@code more}: opens sockets up to {@code count} in all, as {@code open} does.
 *   <li>{@code mark}: the timeline counts anew, from {@code from_nanos} or now on.
 *   <li>{@code traffic}: begins one, see {@link TrafficPlan}; answers at once.
 *   <li>{@code progress}: how many sockets are open, and each traffic's counts alone.
 *   <li>{@code report}: what happened so far; with {@code "when": "finished"} as soon as all
 *       traffic is answered, or has been waited for.
 * </ul>
 */
final class Session implements AutoCloseable {

  private static final String EXPECTED = "open, more, mark, traffic, progress or report";
  private static final long LOOK_EVERY_MILLIS = 20;
  private static final long CALL_WITHIN_SECONDS = 60;

  private final LongSupplier clockNanos;
  private final Transport transport = new Transport();
  private @Nullable Holder holder;

  Session(LongSupplier clockNanos) {
    this.clockNanos = clockNanos;
  }

  /** Never fails: what cannot be done is an answer with {@code error}. */
  ObjectNode answer(String line) throws InterruptedException {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    try {
      Fields fields = Fields.parse(line);
      String command = fields.text("command", EXPECTED);
      out.put("answer", command);
      switch (command) {
        case "open" -> open(fields, out);
        case "more" -> more(fields, out);
        case "mark" -> mark(fields);
        case "traffic" -> traffic(fields, out);
        case "progress" -> progress(fields, out);
        case "report" -> report(fields, out);
        default ->
            throw new MalformedCommand("command: " + command + " (expected: " + EXPECTED + ")");
      }
    } catch (MalformedCommand e) {
      out.put("error", e.getMessage());
    } catch (ExecutionException | TimeoutException e) {
      out.put("error", "not done: " + (e.getCause() == null ? e : e.getCause()));
    }
    return out;
  }

  private void open(Fields fields, ObjectNode out)
      throws MalformedCommand, InterruptedException, ExecutionException {
    if (holder != null) {
      throw new MalformedCommand("command: open (expected: once a process)");
    }
    HolderPlan plan = HolderPlan.read(fields);
    Accounts accounts = Accounts.read(plan.accounts(), plan.firstAccount(), plan.count());
    Holder opening = new Holder(plan, accounts, transport, clockNanos);
    holder = opening;
    await(opening.start(), plan.openWithinMillis(), out);
    out.put("transport", transport.name());
  }

  private void more(Fields fields, ObjectNode out)
      throws MalformedCommand, InterruptedException, ExecutionException {
    Holder opened = opened();
    int count = (int) fields.whole("count", 1, opened.plan.count());
    fields.noneLeft();
    CompletableFuture<Boolean> standing = new CompletableFuture<>();
    opened.loop.execute(() -> opened.want(count, standing));
    await(standing, opened.plan.openWithinMillis(), out);
  }

  private void await(CompletableFuture<Boolean> standing, long withinMillis, ObjectNode out)
      throws InterruptedException, ExecutionException {
    long began = clockNanos.getAsLong();
    boolean all;
    try {
      all = standing.get(withinMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      all = false;
    }
    out.put("all", all);
    out.put("took_nanos", clockNanos.getAsLong() - began);
  }

  private void mark(Fields fields)
      throws MalformedCommand, InterruptedException, ExecutionException, TimeoutException {
    Holder opened = opened();
    long from = fields.whole("from_nanos", clockNanos.getAsLong(), 0, Long.MAX_VALUE);
    fields.noneLeft();
    onLoop(opened, () -> opened.mark(from));
  }

  private void traffic(Fields fields, ObjectNode out)
      throws MalformedCommand, InterruptedException, ExecutionException, TimeoutException {
    Holder opened = opened();
    TrafficPlan plan =
        TrafficPlan.read(fields, opened.plan, opened.accounts, clockNanos.getAsLong());
    Traffic traffic = new Traffic(plan, opened, clockNanos);
    onLoop(opened, traffic::start);
    out.put("begin_nanos", plan.beginNanos());
    out.put("end_nanos", plan.end());
  }

  private void progress(Fields fields, ObjectNode out)
      throws MalformedCommand, InterruptedException, ExecutionException, TimeoutException {
    Holder opened = opened();
    fields.noneLeft();
    onLoop(
        opened,
        () -> {
          out.put("open", opened.open());
          opened.inbound().writeCounts(out.putArray("traffics"));
        });
  }

  private void report(Fields fields, ObjectNode out)
      throws MalformedCommand, InterruptedException, ExecutionException, TimeoutException {
    Holder opened = opened();
    boolean finished = fields.oneOf("when", "now", List.of("now", "finished")).equals("finished");
    fields.noneLeft();
    while (finished && !isFinished(opened)) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    onLoop(
        opened,
        () -> {
          opened.write(out.putObject("sockets"));
          opened.inbound().write(out.putArray("traffics"));
        });
    OwnCost.write(out.putObject("cost"));
    out.put("at_nanos", clockNanos.getAsLong());
    Summary.write(out);
  }

  private boolean isFinished(Holder opened)
      throws InterruptedException, ExecutionException, TimeoutException {
    return CompletableFuture.supplyAsync(
            () -> opened.inbound().isFinished(clockNanos.getAsLong()), opened.loop)
        .get(CALL_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private Holder opened() throws MalformedCommand {
    Holder opened = holder;
    if (opened == null) {
      throw new MalformedCommand("command: no sockets yet (expected: open first)");
    }
    return opened;
  }

  private static void onLoop(Holder opened, Runnable work)
      throws InterruptedException, ExecutionException, TimeoutException {
    var _ =
        CompletableFuture.runAsync(work, opened.loop).get(CALL_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    Holder opened = holder;
    if (opened != null) {
      opened.loop.execute(opened::stop);
    }
    transport.close();
  }
}

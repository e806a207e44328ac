package org.plumbline.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Several processes full of sockets, told what to do and asked what happened. All processes of a
 * machine share {@link System#nanoTime} on Linux, so times of one count in the others. Not for
 * several threads.
 */
public final class Swarm implements AutoCloseable {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<SwarmProcess> processes = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();

  private Swarm() {}

  /** How many sockets stand after an opening, and how long that took. */
  public record Stood(int wanted, boolean all, Duration took) {}

  /** Most sockets of one process, by the limit of open files. */
  public static int socketsPerProcess() {
    return FileLimit.sockets();
  }

  /**
   * Starts one process for each opening; nothing is opened yet.
   *
   * @param name begins the processes' names, and so their logs'
   * @param folder for logs, and for accounts until they are read
   * @param priority makes of a command the one that runs it with its priority
   * @throws SwarmFailure when a process does not start
   */
  public static Swarm start(
      String name, Path folder, UnaryOperator<List<String>> priority, List<Opening> openings)
      throws SwarmFailure {
    Swarm swarm = new Swarm();
    try {
      for (Opening opening : openings) {
        String process = name + "-" + (swarm.processes.size() + 1);
        swarm.processes.add(SwarmProcess.start(process, folder, priority));
        swarm.openings.add(opening);
      }
      return swarm;
    } catch (SwarmFailure e) {
      swarm.close();
      throw e;
    }
  }

  /** The number of processes. */
  public int size() {
    return processes.size();
  }

  /** What the process of that number, from 0, was given to open. */
  public Opening opening(int process) {
    return openings.get(process);
  }

  /** The ids of the processes. */
  public List<Long> pids() {
    return processes.stream().map(SwarmProcess::pid).toList();
  }

  /** Opens what each process is to open at first, all at the same time. */
  public Stood open() throws SwarmFailure, InterruptedException {
    for (int i = 0; i < processes.size(); i++) {
      processes.get(i).open(openings.get(i));
    }
    int wanted = 0;
    boolean all = true;
    long took = 0;
    for (int i = 0; i < processes.size(); i++) {
      Opening opening = openings.get(i);
      JsonNode answer = processes.get(i).opened(opening.within().plus(ANSWER_WITHIN));
      wanted += opening.openNow();
      all &= answer.path("all").asBoolean();
      took = Math.max(took, answer.path("took_nanos").asLong());
    }
    return new Stood(wanted, all, Duration.ofNanos(took));
  }

  /** Opens what one process is to open at first. */
  public Stood open(int process) throws SwarmFailure, InterruptedException {
    Opening opening = openings.get(process);
    processes.get(process).open(opening);
    JsonNode answer = processes.get(process).opened(opening.within().plus(ANSWER_WITHIN));
    return stood(opening.openNow(), answer);
  }

  private static Stood stood(int wanted, JsonNode answer) {
    return new Stood(
        wanted,
        answer.path("all").asBoolean(),
        Duration.ofNanos(answer.path("took_nanos").asLong()));
  }

  /** Opens sockets of one process up to so many in all. */
  public Stood more(int process, int count) throws SwarmFailure, InterruptedException {
    ObjectNode command = command("more");
    command.put("count", count);
    processes.get(process).send(command);
    return stood(
        count, processes.get(process).answer(openings.get(process).within().plus(ANSWER_WITHIN)));
  }

  /** Opens all sockets of all processes, all at the same time. */
  public Stood openRest() throws SwarmFailure, InterruptedException {
    int wanted = 0;
    for (int i = 0; i < size(); i++) {
      processes.get(i).send(command("more").put("count", openings.get(i).count()));
      wanted += openings.get(i).count();
    }
    boolean all = true;
    Duration took = Duration.ZERO;
    for (int i = 0; i < size(); i++) {
      Opening opening = openings.get(i);
      Stood stood =
          stood(opening.count(), processes.get(i).answer(opening.within().plus(ANSWER_WITHIN)));
      all &= stood.all();
      took = took.compareTo(stood.took()) < 0 ? stood.took() : took;
    }
    return new Stood(wanted, all, took);
  }

  /** From this moment on the timelines count anew. */
  public void mark(long fromNanos) throws SwarmFailure, InterruptedException {
    ObjectNode command = command("mark");
    command.put("from_nanos", fromNanos);
    var _ = askAll(command);
  }

  /**
   * Tells each process its part of a traffic.
   *
   * @param parts one for each process, in their order
   */
  public void send(List<Sending> parts) throws SwarmFailure, InterruptedException {
    if (parts.size() != processes.size()) {
      throw new IllegalArgumentException(
          "parts: " + parts.size() + " (expected: one for each process, " + size() + ")");
    }
    for (int i = 0; i < parts.size(); i++) {
      processes.get(i).send(parts.get(i).command());
    }
    for (SwarmProcess process : processes) {
      var _ = process.answer(ANSWER_WITHIN);
    }
  }

  /**
   * Waits until the traffic's time is over and all of it is answered and delivered, at most for so
   * long after its end.
   */
  public void await(Sending part, Duration drainMax) throws SwarmFailure, InterruptedException {
    long until = part.endNanos() + drainMax.toNanos();
    while (System.nanoTime() < part.endNanos()
        || (System.nanoTime() < until && !isComplete(part))) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private boolean isComplete(Sending part) throws SwarmFailure, InterruptedException {
    long open = 0;
    for (JsonNode answer : askAll(command("progress"))) {
      for (JsonNode traffic : answer.path("traffics")) {
        if (traffic.path("id").asText().equals(String.valueOf(part.id()))) {
          long sent = traffic.path("sent").asLong() - traffic.path("refused").asLong();
          open += sent * traffic.path("expected").asLong() - traffic.path("delivered").asLong();
        }
      }
    }
    return open <= 0;
  }

  /** What happened so far, in all processes together that were told to open. */
  public SwarmReport report() throws SwarmFailure, InterruptedException {
    return SwarmReport.of(askAll(command("report")));
  }

  /** How many sockets are open, in the order of the processes. */
  public List<Integer> standing() throws SwarmFailure, InterruptedException {
    return askAll(command("progress")).stream().map(answer -> answer.path("open").asInt()).toList();
  }

  private List<JsonNode> askAll(ObjectNode command) throws SwarmFailure, InterruptedException {
    List<SwarmProcess> asked = processes.stream().filter(SwarmProcess::isToldToOpen).toList();
    for (SwarmProcess process : asked) {
      process.send(command);
    }
    List<JsonNode> answers = new ArrayList<>();
    for (SwarmProcess process : asked) {
      answers.add(process.answer(ANSWER_WITHIN));
    }
    return answers;
  }

  private static ObjectNode command(String name) {
    return JsonNodeFactory.instance.objectNode().put("command", name);
  }

  /** Ends all processes. */
  @Override
  public void close() {
    processes.forEach(SwarmProcess::close);
  }
}

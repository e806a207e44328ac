package org.plumbline.chaos.fault.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.FaultFailure;
import org.plumbline.chaos.fault.Proof;
import org.plumbline.chaos.fault.Undo;

/** A member leaves the group of the workers, and its share of the log goes to the others. */
final class Rebalance implements Fault {

  private static final String GROUP = "delivery";
  private static final long ANSWER_SECONDS = 10;

  /** A member that died counts as gone after the group's session timeout of 6 s. */
  private static final Duration LEFT_WITHIN = Duration.ofSeconds(20);

  private static final long BETWEEN_NANOS = 100_000_000;

  private final String node;
  private final Fault leaving;
  private final String bootstrap;
  private int before;
  private int after;

  Rebalance(String node, Fault leaving, String bootstrap) {
    this.node = node;
    this.leaving = leaving;
    this.bootstrap = bootstrap;
  }

  @Override
  public String what() {
    return "the worker of " + node + " leaves the group: " + leaving.what();
  }

  @Override
  public List<Undo> undo() {
    return leaving.undo();
  }

  @Override
  public void strike() throws FaultFailure, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      before = members(admin);
      leaving.strike();
      long end = System.nanoTime() + LEFT_WITHIN.toNanos();
      do {
        LockSupport.parkNanos(BETWEEN_NANOS);
        after = members(admin);
      } while (after >= before && System.nanoTime() < end);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new FaultFailure(what() + ": " + e, e);
    }
  }

  private static int members(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    return admin
        .describeConsumerGroups(List.of(GROUP))
        .all()
        .get(ANSWER_SECONDS, TimeUnit.SECONDS)
        .values()
        .stream()
        .mapToInt(group -> group.members().size())
        .sum();
  }

  @Override
  public Proof proof() {
    return new Proof(
        before > 0 && after < before,
        "the group " + GROUP + " had " + before + " members, and then " + after);
  }

  @Override
  public void heal() throws FaultFailure {
    leaving.heal();
  }

  @Override
  public boolean awaitHealed(Duration atMost) {
    return leaving.awaitHealed(atMost);
  }
}

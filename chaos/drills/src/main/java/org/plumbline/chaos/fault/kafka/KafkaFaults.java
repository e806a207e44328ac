package org.plumbline.chaos.fault.kafka;

import org.plumbline.chaos.fault.Fault;
import org.plumbline.chaos.fault.Faults;
import org.plumbline.compose.Environment;

/** The faults of this package; arguments have the names that experiments give them. */
public final class KafkaFaults {

  private final Environment environment;
  private final Faults faults;

  public KafkaFaults(Environment environment) {
    this.environment = environment;
    this.faults = new Faults(environment);
  }

  /**
   * Broken records in the log of messages.
   *
   * @param perPartition how many in each partition
   */
  public Fault poisonRecord(int perPartition) {
    return new PoisonRecord(environment.topology().kafkaBootstrapServers(), perPartition);
  }

  /** A worker leaves the group that shares the log, and comes back when it is healed. */
  public Fault rebalance(String node) {
    return new Rebalance(
        node, faults.killProcess(node), environment.topology().kafkaBootstrapServers());
  }
}

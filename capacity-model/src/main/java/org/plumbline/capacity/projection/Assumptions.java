package org.plumbline.capacity.projection;

import org.plumbline.capacity.estimate.Design;
import org.plumbline.capacity.estimate.Sourced;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;

/**
 * What the projection takes for granted, each with its source.
 *
 * @param coresPerServer processor cores of a chat server
 * @param memoryPerServer memory of a chat server
 * @param memoryShareForConnections share of the memory that connections may fill
 * @param targetUtilisation share of the processor that the peak may use
 * @param spareShare servers beyond those needed, as a share of them
 * @param peakFactor peak over average message rate
 * @param replicationFactor copies of what is stored
 */
public record Assumptions(
    Sourced<Count> coresPerServer,
    Sourced<DataSize> memoryPerServer,
    Sourced<Count> memoryShareForConnections,
    Sourced<Count> targetUtilisation,
    Sourced<Count> spareShare,
    Sourced<Count> peakFactor,
    Sourced<Count> replicationFactor) {

  /** The inputs of a design that stand for what its chat servers are, and how full they may be. */
  static Assumptions of(Design design) {
    return new Assumptions(
        design.count("cores_per_server"),
        design.size("memory_per_server"),
        design.count("memory_share_for_connections"),
        design.count("target_utilisation"),
        design.count("spare_share"),
        design.count("peak_factor"),
        design.count("replication_factor"));
  }
}

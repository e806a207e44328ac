package org.plumbline.capacity.projection;

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
    Sourced<Count> replicationFactor) {}

package org.plumbline.simulations.crowd;

import org.plumbline.simulations.calibration.LiveHeap;
import org.plumbline.simulations.calibration.ResidentMemory;
import org.plumbline.simulations.load.LoadFailure;

/**
 * What a process occupied with so many connections, after all garbage was collected.
 *
 * @param process its name; points of one name share their fixed cost
 * @param connections that stood
 * @param heapBytes of live objects
 * @param residentBytes of the process, shared pages included
 */
record MemoryPoint(String process, int connections, long heapBytes, long residentBytes) {

  /** Reads them now. The heap first: its reading is what collects the garbage. */
  static MemoryPoint of(String process, long pid, int connections)
      throws LoadFailure, InterruptedException {
    long heap = LiveHeap.bytes(pid);
    return new MemoryPoint(process, connections, heap, ResidentMemory.bytes(pid));
  }
}

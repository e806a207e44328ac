package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process itself takes of the machine. */
final class OwnCost {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final long KIBIBYTE = 1_024;

  private OwnCost() {}

  /** Processor time so far in nanoseconds, and bytes; resident ones are -1 where not told. */
  static void write(ObjectNode out) {
    out.put(
        "cpu_nanos",
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    out.put("heap_bytes", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    out.put("resident_bytes", resident());
  }

  private static long resident() {
    try {
      return Files.isReadable(STATUS) ? parse(Files.readString(STATUS)) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  static long parse(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .findFirst()
        .map(kilobytes -> Long.parseLong(kilobytes) * KIBIBYTE)
        .orElse(-1L);
  }
}

package org.plumbline.compose;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of the machine, or of the container that this process is in. */
final class Memory {
  private static final String AVAILABLE = "MemAvailable:";

  private Memory() {}

  /** What could be used without swapping; the total where the system does not say. */
  static long availableBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
              .filter(line -> line.startsWith(AVAILABLE))
              .map(line -> line.substring(AVAILABLE.length()).replace("kB", "").strip())
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElse(total() / 1024)
          * 1024;
    } catch (IOException e) {
      return total();
    }
  }

  private static long total() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : 0;
  }
}

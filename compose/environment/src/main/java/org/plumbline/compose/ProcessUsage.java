package org.plumbline.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used so far, as the kernel counts it. */
final class ProcessUsage {
  private static final String RESIDENT = "VmRSS:";
  private static final long KIBIBYTE = 1024;

  private ProcessUsage() {}

  static Duration cpuTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  static long residentBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith(RESIDENT))
              .mapToLong(ProcessUsage::kibibytes)
              .findFirst()
              .orElse(0L)
          * KIBIBYTE;
    } catch (IOException e) {
      return residentBytesByPs(pid);
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
  }

  private static long residentBytesByPs(long pid) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return 0;
    }
    try {
      var process = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.isBlank() ? 0 : Long.parseLong(text.strip()) * KIBIBYTE;
    } catch (IOException e) {
      return 0;
    }
  }
}

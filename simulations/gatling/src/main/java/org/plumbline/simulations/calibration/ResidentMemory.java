package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.simulations.load.LoadFailure;

/** The memory that a process occupies, shared pages included, as Linux counts it (proc(5)). */
public final class ResidentMemory {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final long KIBIBYTE = 1_024;

  private ResidentMemory() {}

  /**
   * Its bytes now.
   *
   * @throws LoadFailure when the process is gone or the system does not tell
   */
  public static long bytes(long pid) throws LoadFailure {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      throw new LoadFailure("the memory of process " + pid + " cannot be read: " + e, e);
    }
  }

  static long parse(String status) throws LoadFailure {
    Matcher resident = RESIDENT.matcher(status);
    if (!resident.find()) {
      throw new LoadFailure("status: no VmRSS (expected: the status of a process on Linux)", null);
    }
    return Long.parseLong(resident.group(1)) * KIBIBYTE;
  }
}

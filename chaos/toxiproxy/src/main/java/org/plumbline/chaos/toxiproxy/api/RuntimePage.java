package org.plumbline.chaos.toxiproxy.api;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The process, under the names that the original uses for its own. The original's {@code go_}
 * families have nothing to tell here; {@code jvm_} ones stand in their place.
 */
final class RuntimePage implements Supplier<String> {
  @Override
  public String get() {
    var page = new PageText();
    var runtime = ManagementFactory.getRuntimeMXBean();
    var memory = ManagementFactory.getMemoryMXBean();
    page.family("jvm_info", "gauge", "The JVM that runs this server.")
        .sample("jvm_info", "{version=\"" + PageText.escaped(runtime.getVmVersion()) + "\"}", 1);
    gauge(
        page,
        "jvm_memory_heap_used_bytes",
        "Heap in use.",
        (double) memory.getHeapMemoryUsage().getUsed());
    gauge(
        page,
        "jvm_threads_current",
        "Platform threads that live.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    var system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof UnixOperatingSystemMXBean unix) {
      var cpu = "process_cpu_seconds_total";
      page.family(cpu, "counter", "Total user and system CPU time spent in seconds.")
          .sample(cpu, "", unix.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1));
      gauge(
          page,
          "process_max_fds",
          "Maximum number of open file descriptors.",
          (double) unix.getMaxFileDescriptorCount());
      gauge(
          page,
          "process_open_fds",
          "Number of open file descriptors.",
          (double) unix.getOpenFileDescriptorCount());
    }
    gauge(
        page,
        "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        runtime.getStartTime() / (double) TimeUnit.SECONDS.toMillis(1));
    return page.toString();
  }

  private static void gauge(PageText page, String name, String help, double value) {
    page.family(name, "gauge", help).sample(name, "", value);
  }
}

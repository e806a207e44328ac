package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Cassandra's maintenance over JMX, and what it occupies on disk. For calibration: bytes per
 * message count only after flush and compaction.
 */
public final class CassandraStorage {
  private static final String SERVICE = "org.apache.cassandra.db:type=StorageService";

  private final Site site;

  CassandraStorage(Site site) {
    this.site = site;
  }

  /**
   * Writes all memtables of the keyspace to disk, merges each table into one SSTable, and waits
   * until the merged ones are deleted.
   */
  public void flushAndCompact(String keyspace, Duration atMost) throws EnvironmentFailure {
    var deadline = Deadline.after(atMost);
    bounded(
        "flush of " + keyspace,
        deadline,
        connection ->
            connection.invoke(
                new ObjectName(SERVICE),
                "forceKeyspaceFlush",
                new Object[] {keyspace, new String[0]},
                new String[] {String.class.getName(), String[].class.getName()}));
    bounded(
        "compaction of " + keyspace,
        deadline,
        connection ->
            connection.invoke(
                new ObjectName(SERVICE),
                "forceKeyspaceCompaction",
                new Object[] {false, keyspace, new String[0]},
                new String[] {"boolean", String.class.getName(), String[].class.getName()}));
    bounded(
        "removal of merged SSTables", deadline, connection -> awaitOnlyLive(connection, keyspace));
  }

  /** Bytes of the keyspace's SSTables on disk, all components, without snapshots. */
  public long dataBytes(String keyspace) throws EnvironmentFailure {
    var folder = data().resolve(keyspace);
    try {
      return Folders.bytes(folder, file -> !isCopy(file));
    } catch (IOException e) {
      throw EnvironmentFailure.ofFiles("cassandra", folder, e);
    }
  }

  private Path data() {
    return site.plan().directory().resolve("cassandra/data");
  }

  private static boolean isCopy(Path file) {
    return file.toString().contains("/snapshots/") || file.toString().contains("/backups/");
  }

  private static Object awaitOnlyLive(MBeanServerConnection connection, String keyspace)
      throws JMException, IOException, InterruptedException {
    while (metric(connection, keyspace, "TotalDiskSpaceUsed")
        != metric(connection, keyspace, "LiveDiskSpaceUsed")) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return keyspace;
  }

  private static long metric(MBeanServerConnection connection, String keyspace, String name)
      throws JMException, IOException {
    var bean =
        new ObjectName(
            "org.apache.cassandra.metrics:type=Keyspace,keyspace=" + keyspace + ",name=" + name);
    return ((Number) connection.getAttribute(bean, "Value")).longValue();
  }

  private interface Operation {
    Object run(MBeanServerConnection connection) throws Exception;
  }

  /** The RMI registry that the address names is the one of our own child on this machine. */
  @SuppressWarnings("BanJNDI")
  private void bounded(String what, Deadline deadline, Operation operation)
      throws EnvironmentFailure {
    var url =
        "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + site.ports().of("cassandra.jmx") + "/jmxrmi";
    Callable<Object> call =
        () -> {
          try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
            return operation.run(connector.getMBeanServerConnection());
          }
        };
    var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try {
      var _ = thread.submit(call).get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure(what + " took longer than allowed", e);
    } catch (ExecutionException e) {
      throw failure(what + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(what + " was interrupted", e);
    } finally {
      thread.shutdownNow();
    }
  }

  private EnvironmentFailure failure(String what, Exception e) {
    return new EnvironmentFailure(
        "cassandra",
        what,
        LogTail.lines(site.launcher().log("cassandra"), Readiness.LOG_LINES),
        "look for the cause in the log of cassandra",
        e);
  }
}

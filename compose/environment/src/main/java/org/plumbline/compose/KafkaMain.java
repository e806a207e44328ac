package org.plumbline.compose;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Runs in the broker's process: formats the log directory, then becomes the broker. Two processes,
 * as the distribution's scripts use, would start a JVM more. Kafka is on the class path of that
 * process alone, hence the reflection.
 */
public final class KafkaMain {
  private KafkaMain() {}

  /** Arguments: the properties file and the id of the cluster. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var settings = arguments[0];
    var format =
        new String[] {
          "format", "--standalone", "--ignore-formatted", "-t", arguments[1], "-c", settings
        };
    var result =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class)
            .invoke(null, format, System.out);
    if (!Integer.valueOf(0).equals(result)) {
      System.exit(1);
    }
    run(settings);
  }

  private static void run(String settings) throws ReflectiveOperationException {
    try {
      Class.forName("kafka.Kafka")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {settings});
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }
}

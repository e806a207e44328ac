package org.plumbline.compose;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ahead-of-time caches (JEP 483, 514 and 515) of the servers on our JDK: classes loaded and
 * linked before, and which methods were hot. So that less of it is done where two nodes, Cassandra
 * and Kafka start on two cores.
 *
 * <p>The JVM refuses a cache of other jars, flags or versions, so each name carries their digest.
 * Whoever has built the jars calls {@link #prepare} once; without caches all starts as ever.
 */
public final class StartCaches {

  /** What is done on the environment whose servers' caches are being made. */
  @FunctionalInterface
  public interface Rehearsal {
    void on(Environment environment) throws Exception;
  }

  /** The first JDK that makes a cache in one step (JEP 514). */
  private static final int FEATURE_MIN = 25;

  private static final Pattern FEATURE = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("-\\d+$");
  private static final Duration END_WITHIN = Duration.ofMinutes(2);

  /** The others start within seconds, beside these. */
  private static final Set<String> PROGRAMS = Set.of("node", "kafka");

  private static final String MADE = ".aot";
  private static final String IN_THE_MAKING = ".new";

  /** The flags that a cache depends on; the others tell folders and ports. */
  private static final List<String> DECISIVE = List.of("-X", "--");

  private final Path folder;
  private final boolean recording;

  private StartCaches(Path folder, boolean recording) {
    this.folder = folder;
    this.recording = recording;
  }

  /** The caches of that repository, used where they are there. */
  static StartCaches of(Path home) {
    return new StartCaches(folder(home), false);
  }

  private static Path folder(Path home) {
    return home.toAbsolutePath().normalize().resolve(EnvironmentPlan.FOLDER).resolve("cache");
  }

  /**
   * Makes the caches unless that of the nodes is there: starts all servers and nodes, does the
   * rehearsal, and stops them in order. Takes minutes. A failure costs speed only, so it is
   * reported as progress.
   *
   * @throws InterruptedException when this thread was interrupted; nothing is left running
   */
  public static void prepare(Path home, Rehearsal rehearsal, ProgressListener progress)
      throws InterruptedException {
    var plan = EnvironmentPlan.standard(home);
    try {
      ClassPath.NODE.require(plan.home());
      var words = MessengerNode.words(new JavaHomes(null).java(Site.JAVA), plan);
      var node = of(home).file("node", words);
      Files.createDirectories(folder(home));
      try (var channel =
              FileChannel.open(
                  folder(home).resolve("lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (!Files.exists(node)) {
          var clock = Deadline.after(Duration.ZERO);
          make(plan, rehearsal, progress);
          progress.report("start caches of the servers made in " + Seconds.of(clock.elapsed()));
        }
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      progress.report("servers start without caches: " + e.getMessage());
    }
  }

  private static void make(EnvironmentPlan plan, Rehearsal rehearsal, ProgressListener progress)
      throws Exception {
    var folder = folder(plan.home());
    progress.report("making the servers' start caches, once for this build");
    remove(folder, IN_THE_MAKING, Set.of());
    try (var environment =
        Environment.start(plan, new StartCaches(folder, true), ProgressListener.SILENT)) {
      rehearsal.on(environment);
      // A JVM writes its cache when it ends in order, which takes longer than an end may.
      environment.endInOrder(END_WITHIN);
    }
    var made = new HashSet<Path>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(IN_THE_MAKING)).toList()) {
        var name = String.valueOf(file.getFileName());
        var cache = name.substring(0, name.length() - IN_THE_MAKING.length());
        made.add(Files.move(file, folder.resolve(cache), StandardCopyOption.ATOMIC_MOVE));
      }
    }
    if (made.stream().noneMatch(file -> String.valueOf(file.getFileName()).startsWith("node"))) {
      throw new IOException("the node left none at its end");
    }
    remove(folder, MADE, made);
  }

  private static void remove(Path folder, String suffix, Set<Path> kept) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(suffix)).toList()) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** The command with its cache: with none where it is no program of our JDK, or none was made. */
  List<String> with(String name, List<String> words) throws IOException {
    if (feature(words) < FEATURE_MIN) {
      return words;
    }
    var program = NUMBER.matcher(name).replaceFirst("");
    if (!PROGRAMS.contains(program)) {
      return words;
    }
    var cache = file(program, words);
    if (recording) {
      // All nodes are the same program, and one of them is enough to make its cache.
      return NUMBER.matcher(name).find() && !name.endsWith("-1")
          ? words
          : with(words, "-XX:AOTCacheOutput=" + cache + IN_THE_MAKING);
    }
    return Files.exists(cache) ? with(words, "-XX:AOTCache=" + cache) : words;
  }

  private static List<String> with(List<String> words, String flag) {
    var all = new ArrayList<>(words);
    all.add(1, flag);
    return List.copyOf(all);
  }

  /** Where the cache of these jars and flags is, made or not. */
  Path file(String name, List<String> words) throws IOException {
    return folder.resolve(name + "-" + digest(words) + MADE);
  }

  /** Of all that the JVM compares, and of the JVM itself. */
  private static String digest(List<String> words) throws IOException {
    var text = new StringBuilder(Files.readString(release(words)));
    words.stream()
        .takeWhile(word -> !word.equals("-cp"))
        .filter(word -> DECISIVE.stream().anyMatch(word::startsWith))
        .forEach(word -> text.append(word).append('\n'));
    for (var entry : words.get(words.indexOf("-cp") + 1).split(File.pathSeparator, -1)) {
      for (var jar : jars(entry)) {
        text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
      }
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<Path> jars(String entry) throws IOException {
    if (!entry.endsWith("/*")) {
      return List.of(Path.of(entry));
    }
    try (Stream<Path> jars = Files.list(Path.of(entry.substring(0, entry.length() - 2)))) {
      return jars.sorted().toList();
    }
  }

  /** Of the JDK whose {@code java} the command begins with; 0 for any other program. */
  private static int feature(List<String> words) throws IOException {
    if (!words.contains("-cp") || !Files.exists(release(words))) {
      return 0;
    }
    var found = FEATURE.matcher(Files.readString(release(words)));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  /** {@code HOME/release} of {@code HOME/bin/java}. */
  private static Path release(List<String> words) {
    return Path.of(words.getFirst()).resolve("../../release").normalize();
  }
}

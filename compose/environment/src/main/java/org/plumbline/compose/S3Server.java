package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * The object store: S3Proxy over a folder. It checks signatures (version 4 only) with the
 * environment's own {@link ObjectStoreKeys}, and lets a page of any origin use a signed URL, since
 * the page comes from a node and the signature is what authorises.
 */
final class S3Server implements DataServer {
  private static final String MAIN = "org.gaul.s3proxy.Main";

  private final Site site;

  S3Server(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.S3;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var home = site.plan().home();
    ClassPath.S3PROXY.require(home);
    var folder = site.folder(part().id());
    var keys = site.objectStoreKeys();
    var settings =
        Site.write(
            folder.resolve("s3proxy.properties"),
            "s3proxy.properties",
            Map.of(
                "endpoint", "http://" + Loopback.HOST + ":" + port(),
                "identity", keys.accessKey(),
                "credential", keys.secretKey(),
                "data", Files.createDirectories(folder.resolve("data"))));
    var logging = Site.write(folder.resolve("logback.xml"), "logback-of-servers.xml", Map.of());
    var words =
        List.of(
            site.java().toString(),
            "-Xms32m",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dlogback.configurationFile=" + logging.toUri(),
            "-cp",
            ClassPath.S3PROXY.wildcard(home),
            MAIN,
            "--properties",
            settings.toString());
    site.ports().release(part().id());
    return site.launcher()
        .start(
            new Launcher.Command(
                part().id(), ClassPath.S3PROXY.version(home, "s3proxy-"), words, Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    return HttpProbe.status(port(), "/healthz") == 200;
  }
}

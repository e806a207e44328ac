package org.plumbline.compose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The stand-ins for APNs, FCM and a Web Push service, in one process with two ports: APNs needs
 * HTTP/2 over TLS, the others share plain HTTP with the control routes. The process makes its keys
 * at each start and leaves in its folder what the nodes get of them.
 */
final class PushServer implements DataServer {
  /** The name under which the port of APNs is kept; the other one is the part's own. */
  static final String APNS = "push.apns";

  private static final String MAIN = "org.plumbline.providers.PushProviders";
  private static final String KEY_ID = "PLUMBKEY01";
  private static final String TEAM_ID = "PLUMBTEAM1";

  private final Site site;

  PushServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.PUSH;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  /** From a node to APNs; the other providers are behind the part's own link. */
  static Link apnsLink(String node) {
    return new Link(node, "apns");
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var home = site.plan().home();
    ClassPath.PUSH.require(home);
    var words =
        List.of(
            site.java().toString(),
            "-Xms16m",
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ClassPath.PUSH.wildcard(home),
            MAIN,
            "--port",
            Integer.toString(port()),
            "--apns-port",
            Integer.toString(site.ports().of(APNS)),
            "--folder",
            site.folder(part().id()).toString());
    site.ports().release(part().id());
    site.ports().release(APNS);
    return site.launcher()
        .start(new Launcher.Command(part().id(), "of Plumbline", words, Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    return HttpProbe.status(port(), "/health") == 200;
  }

  /** What a node is told of the providers, at these ports. */
  static Map<String, String> settings(Site site, int port, int apnsPort) {
    var folder = site.plan().directory().resolve(Part.PUSH.id());
    var http = "http://" + Loopback.HOST + ":" + port;
    return Map.ofEntries(
        Map.entry("MESSENGER_PUSH_APNS_HOST", Loopback.HOST),
        Map.entry("MESSENGER_PUSH_APNS_PORT", Integer.toString(apnsPort)),
        Map.entry("MESSENGER_PUSH_APNS_TRUSTED_FILE", file(folder, "apns-trusted.pem")),
        Map.entry("MESSENGER_PUSH_APNS_KEY_FILE", file(folder, "apns-key.p8")),
        Map.entry("MESSENGER_PUSH_APNS_KEY_ID", KEY_ID),
        Map.entry("MESSENGER_PUSH_APNS_TEAM_ID", TEAM_ID),
        Map.entry("MESSENGER_PUSH_APNS_TOPIC", "org.plumbline.messenger"),
        Map.entry("MESSENGER_PUSH_FCM_URI", http),
        Map.entry("MESSENGER_PUSH_FCM_ACCOUNT_FILE", file(folder, "fcm-account.json")),
        Map.entry("MESSENGER_PUSH_FCM_TOKEN_URI", http + "/oauth/token"),
        Map.entry("MESSENGER_PUSH_WEBPUSH_KEY_FILE", file(folder, "webpush-key.pem")),
        Map.entry("MESSENGER_PUSH_WEBPUSH_SUBJECT", "mailto:push@plumbline.example"),
        Map.entry("MESSENGER_PUSH_WEBPUSH_HOSTS", Loopback.HOST),
        Map.entry("MESSENGER_PUSH_WEBPUSH_PRIVATE_ALLOWED", "true"));
  }

  private static String file(Path folder, String name) {
    return folder.resolve(name).toString();
  }
}

package org.plumbline.messenger.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRuleTest {

  private final EndpointConfig strict =
      new EndpointConfig(List.of("push.example", "*.push.example"), false);
  private String address = "203.0.113.7";
  private final EndpointRule rule =
      new EndpointRule(strict, _ -> new InetAddress[] {InetAddress.getByName(address)});

  @Test
  void shouldTakeEndpointWhenItsHostIsListed() throws UnknownHostException {
    assertThat(rule.reachable("https://push.example/send/abc").getHost()).isEqualTo("push.example");
    assertThat(rule.reachable("https://eu.PUSH.example:443/x")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://push.example/x",
        "ftp://push.example/x",
        "https://push.example.evil.org/x",
        "https://evilpush.example/x",
        "https://push.example@evil.org/x",
        "https://evil.org/push.example",
        "https://push.example:8443/x",
        "https://push.example/x#y",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "file:///etc/passwd",
        "https:push.example",
        "https://push.example /x",
        "https://push.exämple/x",
        ""
      })
  void shouldRefuseWhenEndpointLeadsElsewhere(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.checked(endpoint))
        .withMessageStartingWith("endpoint: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1"
      })
  void shouldRefuseWhenNameLeadsIntoPrivateNetwork(String resolved) {
    address = resolved;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.reachable("https://push.example/x"))
        .withMessageContaining("private network");
  }

  @Test
  void shouldRefuseWhenEndpointIsTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.checked("https://push.example/" + "x".repeat(1_024)))
        .withMessageContaining("at most 1024");
  }

  @Test
  void shouldTakeLoopbackWhenPrivateIsAllowed() throws UnknownHostException {
    EndpointRule loose = new EndpointRule(new EndpointConfig(List.of("127.0.0.1"), true));

    assertThat(loose.reachable("http://127.0.0.1:8090/webpush/1").getPort()).isEqualTo(8090);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loose.checked("http://10.0.0.1/webpush/1"));
  }
}

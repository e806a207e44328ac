package org.plumbline.messenger.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

  private static ClientAddresses trusting(String... proxies) {
    String any = "10, 10/s";
    return new ClientAddresses(
        new LimitConfig(
            true, 10, any, any, any, any, any, any, any, any, any, any, List.of(proxies)));
  }

  private static String of(ClientAddresses addresses, String peer, String... forwarded)
      throws Exception {
    return addresses.of(
        new InetSocketAddress(InetAddress.getByName(peer), 5_000), List.of(forwarded));
  }

  @Test
  void shouldNotBelieveAHeaderOfAnyone() throws Exception {
    assertThat(of(trusting(), "198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
    assertThat(of(trusting("10.0.0.0/8"), "198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
  }

  @Test
  void shouldGoBackAsFarAsProxiesAreTrusted() throws Exception {
    ClientAddresses addresses = trusting("10.0.0.0/8", "192.0.2.1");
    assertThat(of(addresses, "10.1.2.3", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of(addresses, "10.1.2.3", "1.1.1.1, 203.0.113.9, 192.0.2.1"))
        .as("what the client itself wrote in front does not count")
        .isEqualTo("203.0.113.9");
    assertThat(of(addresses, "10.1.2.3", "203.0.113.9", "10.9.9.9")).isEqualTo("203.0.113.9");
    assertThat(of(addresses, "10.1.2.3", "not an address")).isEqualTo("10.1.2.3");
  }

  @Test
  void shouldCountANetworkOfIpv6AsOne() throws Exception {
    assertThat(of(trusting(), "2001:db8:1:2:3::1"))
        .isEqualTo(of(trusting(), "2001:db8:1:2:ffff::2"))
        .isNotEqualTo(of(trusting(), "2001:db8:1:3:3::1"));
  }

  @Test
  void shouldNameAProxyThatIsNone() {
    assertThatThrownBy(() -> trusting("proxy.example"))
        .hasMessageContaining("messenger.limit.trusted-proxies: proxy.example");
    assertThatThrownBy(() -> trusting("10.0.0.0/99")).hasMessageContaining("10.0.0.0/99");
  }
}

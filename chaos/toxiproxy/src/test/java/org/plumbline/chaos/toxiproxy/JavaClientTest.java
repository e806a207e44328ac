package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Java client does, done against this server. */
@ParameterizedClass
@EnumSource(Subject.class)
class JavaClientTest extends OnBothServers {
  JavaClientTest(Subject subject) {
    super(subject);
  }

  @Test
  void shouldReturnTheProxyWhenItIsCreated() throws IOException {
    var proxy = bed.client.createProxy("redis", "localhost:0", "localhost:6379");

    assertThat(proxy.getName()).isEqualTo("redis");
    assertThat(proxy.getListen()).matches("127\\.0\\.0\\.1:[1-9]\\d*");
    assertThat(proxy.getUpstream()).isEqualTo("localhost:6379");
    assertThat(proxy.isEnabled()).isTrue();
  }

  @Test
  void shouldListProxiesByNameWhenSeveralExist() throws IOException {
    bed.client.createProxy("zebra", "localhost:0", "localhost:1");
    bed.client.createProxy("ant", "localhost:0", "localhost:2");

    assertThat(bed.client.getProxies())
        .extracting(Proxy::getName)
        .containsExactly("ant", "bed", "zebra");
  }

  @Test
  void shouldRefuseWhenTheNameIsTaken() {
    assertThatThrownBy(() -> bed.client.createProxy("bed", "localhost:0", "localhost:1"))
        .hasMessageContaining("[409] proxy already exists");
  }

  @Test
  void shouldFindAProxyAgainWhenAskedByName() throws IOException {
    assertThat(bed.client.getProxy("bed").getListen()).isEqualTo(bed.proxy.getListen());
  }

  @Test
  void shouldFailWhenTheProxyIsUnknown() {
    assertThatThrownBy(() -> bed.client.getProxy("nobody"))
        .hasMessageContaining("[404] proxy not found");
  }

  @Test
  void shouldForgetTheProxyWhenItIsDeleted() throws IOException {
    var address = bed.address();

    bed.proxy.delete();

    assertThat(bed.client.getProxyOrNull("bed")).isNull();
    assertThatThrownBy(() -> new java.net.Socket(address.getAddress(), address.getPort()))
        .isInstanceOf(java.net.ConnectException.class);
  }

  @Test
  void shouldStopAndStartWhenDisabledAndEnabled() throws IOException {
    bed.proxy.disable();
    assertThat(bed.proxy.isEnabled()).isFalse();
    assertThat(bed.accepts()).isFalse();

    bed.proxy.enable();
    assertThat(bed.proxy.isEnabled()).isTrue();
    assertThat(bed.accepts()).isTrue();
  }

  @Test
  void shouldMoveWhenTheAddressesAreChanged() throws IOException {
    bed.proxy.setUpstream("localhost:9");
    bed.proxy.setListen("127.0.0.1:0");

    assertThat(bed.proxy.getUpstream()).isEqualTo("localhost:9");
    assertThat(bed.proxy.getListen()).doesNotEndWith(":0");
    assertThat(bed.accepts()).isTrue();
  }

  @Test
  void shouldKeepEveryAttributeWhenToxicsAreAdded() throws IOException {
    var toxics = bed.proxy.toxics();
    toxics.latency("a", ToxicDirection.UPSTREAM, 120).setJitter(20);
    toxics.bandwidth("b", ToxicDirection.DOWNSTREAM, 100);
    toxics.slowClose("c", ToxicDirection.DOWNSTREAM, 3);
    toxics.timeout("d", ToxicDirection.DOWNSTREAM, 4);
    toxics.resetPeer("e", ToxicDirection.DOWNSTREAM, 5);
    toxics.slicer("f", ToxicDirection.DOWNSTREAM, 6, 7).setSizeVariation(2);
    toxics.limitData("g", ToxicDirection.DOWNSTREAM, 8);

    assertThat(toxics.get("a", Latency.class).getLatency()).isEqualTo(120);
    assertThat(toxics.get("a", Latency.class).getJitter()).isEqualTo(20);
    assertThat(toxics.get("b", Bandwidth.class).getRate()).isEqualTo(100);
    assertThat(toxics.get("c", SlowClose.class).getDelay()).isEqualTo(3);
    assertThat(toxics.get("d", Timeout.class).getTimeout()).isEqualTo(4);
    assertThat(toxics.get("e", ResetPeer.class).getTimeout()).isEqualTo(5);
    assertThat(toxics.get("f", Slicer.class).getAverageSize()).isEqualTo(6);
    assertThat(toxics.get("f", Slicer.class).getSizeVariation()).isEqualTo(2);
    assertThat(toxics.get("f", Slicer.class).getDelay()).isEqualTo(7);
    assertThat(toxics.get("g", LimitData.class).getBytes()).isEqualTo(8);
    assertThat(toxics.getAll())
        .extracting(Toxic::getName)
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
  }

  @Test
  void shouldShowUpstreamToxicsFirstWhenListed() throws IOException {
    bed.proxy.toxics().latency("down", ToxicDirection.DOWNSTREAM, 1);
    bed.proxy.toxics().latency("up", ToxicDirection.UPSTREAM, 1);

    assertThat(bed.proxy.toxics().getAll())
        .extracting(Toxic::getName)
        .containsExactly("up", "down");
  }

  @Test
  void shouldRefuseWhenAToxicsNameIsTakenInTheOtherDirection() throws IOException {
    bed.proxy.toxics().latency("same", ToxicDirection.UPSTREAM, 1);

    assertThatThrownBy(() -> bed.proxy.toxics().latency("same", ToxicDirection.DOWNSTREAM, 1))
        .hasMessageContaining("[409] toxic already exists");
  }

  @Test
  void shouldForgetTheToxicWhenItIsRemoved() throws IOException {
    bed.proxy.toxics().latency("gone", ToxicDirection.UPSTREAM, 1).remove();

    assertThat(bed.proxy.toxics().getAll()).isEmpty();
    assertThatThrownBy(() -> bed.proxy.toxics().get("gone"))
        .hasMessageContaining("[404] toxic not found");
  }

  @Test
  void shouldEnableAllAndRemoveToxicsWhenReset() throws IOException {
    bed.proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 1000).setToxicity(0.5f);
    bed.proxy.disable();

    bed.client.reset();

    assertThat(bed.client.getProxy("bed").isEnabled()).isTrue();
    assertThat(bed.client.getProxy("bed").toxics().getAll()).isEmpty();
    assertThat(bed.accepts()).isTrue();
  }

  @Test
  void shouldTellItsVersionWhenAsked() throws IOException {
    assertThat(bed.client.version()).contains("2.");
  }
}

package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodeAddress;

class StorageCalibrationTest {

  private final AtomicLong persisted = new AtomicLong(100);
  private final AtomicLong bytes = new AtomicLong(50_000);
  private HttpServer server;

  StorageCalibrationTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/prometheus",
        exchange -> {
          byte[] body =
              ("messenger_persisted_total " + persisted.get() + ".0\n")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldDivideGrowthByPersistedMessages()
      throws EnvironmentFailure, LoadFailure, InterruptedException {
    StorageCalibration calibration =
        new StorageCalibration(bytes::get, List.of(node()), InstantSource.system());
    calibration.before();
    persisted.set(1_100);
    bytes.set(250_000);

    Evidence evidence = calibration.after();

    assertThat(evidence.figure("bytes_on_disk_per_message"))
        .hasValueSatisfying(
            figure -> {
              assertThat(figure.value()).isEqualTo(200);
              assertThat(figure.samples()).isEqualTo(1_000);
            });
  }

  @Test
  void shouldRefuseWhenNothingWasPersisted()
      throws EnvironmentFailure, LoadFailure, InterruptedException {
    StorageCalibration calibration =
        new StorageCalibration(bytes::get, List.of(node()), InstantSource.system());
    calibration.before();

    assertThatThrownBy(calibration::after)
        .isInstanceOf(LoadFailure.class)
        .hasMessageContaining("no message was persisted");
  }

  private MeasuredNode node() {
    URI http = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new MeasuredNode(
        new NodeAddress("node-1", http, http),
        http.resolve("/prometheus"),
        1,
        () -> Duration.ZERO,
        () -> 0);
  }
}

package org.plumbline.simulations.transports;

import java.util.List;
import java.util.Locale;
import org.plumbline.client.Transport;

/** The ways that frames can go, in the order A, B, C. */
enum Way {
  WEB_SOCKET,
  LONG_POLL,
  SHORT_POLL;

  /** What happens to the machine meanwhile falls on all three alike. */
  static final List<Way> BLOCK =
      List.of(WEB_SOCKET, LONG_POLL, SHORT_POLL, SHORT_POLL, LONG_POLL, WEB_SOCKET);

  /** The beginning of figures' names: {@code long_poll}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Transport transport(TransportPlan plan) {
    return switch (this) {
      case WEB_SOCKET -> new Transport.WebSocket();
      case LONG_POLL -> new Transport.LongPoll(plan.patience());
      case SHORT_POLL -> new Transport.ShortPoll(plan.every());
    };
  }
}

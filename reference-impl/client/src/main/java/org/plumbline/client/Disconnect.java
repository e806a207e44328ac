package org.plumbline.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.CloseCode;

/** Why there is no connection, and whether the client tries again by itself. */
public sealed interface Disconnect {

  /** Whether the client connects again without being asked. */
  boolean reconnects();

  /** The server closed the socket with this code of {@link CloseCode} or RFC 6455. */
  record Closed(int code, String reason) implements Disconnect {
    @Override
    public boolean reconnects() {
      // The token ended: the client logs in again, which is what the code asks for.
      return CloseCode.shouldReconnect(code) || code == CloseCode.TOKEN_ENDED.code();
    }
  }

  /** The connection broke without a close frame. */
  record Lost(String detail) implements Disconnect {
    @Override
    public boolean reconnects() {
      return true;
    }
  }

  /** No frame came for too long. */
  record HeartbeatMissed(Duration silence) implements Disconnect {
    @Override
    public boolean reconnects() {
      return true;
    }
  }

  /**
   * The upgrade, or the login before it, was answered by this HTTP status.
   *
   * @param retryAfter what the server asked for, or null
   */
  record Refused(int status, @Nullable Duration retryAfter) implements Disconnect {
    @Override
    public boolean reconnects() {
      return status == 408 || status == 429 || status >= 500;
    }
  }

  /** The node could not be reached, or did not answer in time. */
  record Unreachable(String detail) implements Disconnect {
    @Override
    public boolean reconnects() {
      return true;
    }
  }

  /** The client was closed by its owner. */
  record Stopped() implements Disconnect {
    @Override
    public boolean reconnects() {
      return false;
    }
  }
}

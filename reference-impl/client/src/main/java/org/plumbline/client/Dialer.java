package org.plumbline.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Connects to a node: logs in where there is no token yet, then opens a session. */
final class Dialer {

  private final ClientRuntime runtime;
  private final Duration timeout;

  Dialer(ClientRuntime runtime, Duration timeout) {
    this.runtime = runtime;
    this.timeout = timeout;
  }

  /** Logs in, off the strand: the call blocks. */
  CompletableFuture<Token> logIn(NodeAddress node, Account account) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new MessengerHttp(runtime, node)
                .logIn(account.user(), account.password(), account.device());
          } catch (RequestFailed e) {
            throw new CompletionException(e);
          }
        },
        runtime.executor());
  }

  CompletableFuture<?> open(NodeAddress node, Token token, Wire wire) {
    return wire.open(node, token, timeout);
  }

  static Disconnect causeOf(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return switch (cause) {
      case RequestFailed failed when failed.status() != 0 ->
          new Disconnect.Refused(failed.status(), failed.retryAfter());
      case UpgradeRefused refused -> new Disconnect.Refused(refused.status(), refused.retryAfter());
      default -> new Disconnect.Unreachable(cause.toString());
    };
  }
}

package org.plumbline.messenger.account;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** {@code POST /user/v1/ticket}: what a caller with a token may do with its own login. */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class LoginController {

  private final Tickets tickets;

  LoginController(Tickets tickets) {
    this.tickets = tickets;
  }

  /**
   * {@code POST /user/v1/ticket}: a ticket for {@code GET /ws?ticket=...}, good for one upgrade
   * within {@code expires_in} seconds. The socket ends when the token ends that asked for it.
   */
  @Post("/ticket")
  Ticket ticket(Authentication caller) {
    Tickets.Issued issued = AccountAnswers.available(() -> tickets.issue(Callers.identity(caller)));
    return new Ticket(issued.ticket(), issued.expiresInSeconds());
  }

  /** What ticket answers; {@code expiresIn} in seconds. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Ticket(String ticket, long expiresIn) {

    @Override
    public String toString() {
      return "Ticket[" + expiresIn + " s]";
    }
  }
}

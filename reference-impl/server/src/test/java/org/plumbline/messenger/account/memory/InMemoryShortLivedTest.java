package org.plumbline.messenger.account.memory;

import java.time.Duration;
import java.time.Instant;
import org.plumbline.messenger.account.CodeStore;
import org.plumbline.messenger.account.QrStore;
import org.plumbline.messenger.account.ShortLivedContracts;
import org.plumbline.messenger.account.UpgradeTickets;

class InMemoryShortLivedTest
    implements ShortLivedContracts.Tickets,
        ShortLivedContracts.Codes,
        ShortLivedContracts.QrLogins {

  private Instant now = Instant.ofEpochSecond(1_800_000_000L);
  private final UpgradeTickets tickets = new InMemoryUpgradeTickets(() -> now);
  private final CodeStore codes =
      new InMemoryCodeStore(ShortLivedContracts.codeConfig(), () -> now);
  private final QrStore logins = new InMemoryQrStore(() -> now);

  @Override
  public void letPass(Duration life) {
    now = now.plus(life);
  }

  @Override
  public UpgradeTickets tickets() {
    return tickets;
  }

  @Override
  public CodeStore codes() {
    return codes;
  }

  @Override
  public QrStore logins() {
    return logins;
  }
}

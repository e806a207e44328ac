package org.plumbline.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A node whose clock is wrong: a step when it strikes, and another one back when it is healed. */
final class ClockOffset implements Fault {

  private final String node;
  private final int port;
  private final long offsetMillis;
  private final NodeClock clock;

  ClockOffset(String node, int port, Optional<String> token, long offsetMillis) {
    this.node = node;
    this.port = port;
    this.offsetMillis = offsetMillis;
    this.clock = new NodeClock(node, port, token);
  }

  @Override
  public String what() {
    return "the clock of " + node + " is " + offsetMillis + " ms off";
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.ResetClock(port, node));
  }

  @Override
  public void strike() throws FaultFailure {
    set(offsetMillis);
  }

  @Override
  public Proof proof() {
    try {
      long offset = clock.read();
      return new Proof(
          offset == offsetMillis && offset != 0, node + " says that it is " + offset + " ms off");
    } catch (IOException e) {
      return Proof.none(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void heal() throws FaultFailure {
    if (clock.isReachable()) {
      set(0);
    }
  }

  private void set(long millis) throws FaultFailure {
    try {
      clock.set(millis);
    } catch (IOException e) {
      throw new FaultFailure(what() + ": " + e.getMessage(), e);
    }
  }
}

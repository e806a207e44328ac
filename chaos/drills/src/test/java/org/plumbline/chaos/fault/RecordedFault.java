package org.plumbline.chaos.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks nothing, and writes down what it was asked for. */
final class RecordedFault implements Fault {
  private final String name;
  private final List<String> calls;
  private @Nullable FaultFailure refusal;

  RecordedFault(String name, List<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  RecordedFault refusing(String why) {
    refusal = new FaultFailure(why);
    return this;
  }

  @Override
  public String what() {
    return name;
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.ByHand("mend " + name));
  }

  @Override
  public void strike() throws FaultFailure {
    calls.add("strike " + name);
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public Proof proof() {
    return Proof.active(name);
  }

  @Override
  public void heal() {
    calls.add("heal " + name);
  }
}

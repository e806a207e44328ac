package org.plumbline.chaos.fault;

import java.util.List;
import java.util.Optional;
import org.plumbline.compose.Signal;

/** SIGSTOP: the process keeps its sockets and does nothing, as in a long pause of a collector. */
final class PausedProcess implements Fault {

  private final String name;
  private final ProcessHandle process;

  PausedProcess(String name, ProcessHandle process) {
    this.name = name;
    this.process = process;
  }

  @Override
  public String what() {
    return "SIGSTOP to " + name;
  }

  @Override
  public List<Undo> undo() {
    return List.of(new Undo.Resume(Undo.Identity.of(process, name)));
  }

  @Override
  public void strike() {
    Signal.send(process.pid(), Signal.STOP);
  }

  @Override
  public Proof proof() {
    Optional<Character> state = ProcFiles.state(process.pid());
    return new Proof(
        state.equals(Optional.of('T')),
        "process "
            + process.pid()
            + state.map(letter -> " is in state " + letter).orElse(": no state to be seen"));
  }

  @Override
  public void heal() {
    Signal.send(process.pid(), Signal.CONTINUE);
  }
}

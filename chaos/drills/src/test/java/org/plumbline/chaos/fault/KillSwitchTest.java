package org.plumbline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing strikes unnoted, and nothing stays broken. */
class KillSwitchTest {
  private final List<String> calls = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();

  @TempDir private Path folder;

  private RecordedFault fault(String name) {
    return new RecordedFault(name, calls);
  }

  @Test
  void shouldNoteTheFaultBeforeItStrikesAndForgetItWhenItIsHealed() throws Exception {
    List<String> notedAtStrike = new ArrayList<>();
    Fault curious =
        new Fault() {
          @Override
          public String what() {
            return "curious";
          }

          @Override
          public List<Undo> undo() {
            return List.of(new Undo.ByHand("mend it"));
          }

          @Override
          public void strike() {
            try {
              FaultBook.read(folder).orElseThrow().faults().stream()
                  .map(FaultBook.Entry::what)
                  .forEach(notedAtStrike::add);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public Proof proof() {
            return Proof.none("");
          }

          @Override
          public void heal() {}
        };
    try (KillSwitch faults = KillSwitch.in(folder, reports::add)) {
      faults.strike(curious);
      assertThat(notedAtStrike).containsExactly("curious");
      assertThat(faults.struck()).containsExactly(curious);
      faults.heal(curious);
      assertThat(faults.struck()).isEmpty();
      assertThat(folder.resolve(FaultBook.FILE)).doesNotExist();
    }
  }

  @Test
  void shouldHealTheLastOneFirstWhenItIsClosed() throws Exception {
    try (KillSwitch faults = KillSwitch.in(folder, reports::add)) {
      faults.strike(fault("a"));
      faults.strike(fault("b"));
    }
    assertThat(calls).containsExactly("strike a", "strike b", "heal b", "heal a");
    assertThat(reports).isEmpty();
    assertThat(folder.resolve(FaultBook.FILE)).doesNotExist();
  }

  @Test
  void shouldHealWhatFailedInTheMiddleOfAStrike() throws Exception {
    try (KillSwitch faults = KillSwitch.in(folder, reports::add)) {
      assertThatThrownBy(() -> faults.strike(fault("a").refusing("no such process")))
          .isInstanceOf(FaultFailure.class)
          .hasMessage("no such process");
      assertThat(faults.struck()).isEmpty();
    }
    assertThat(calls).containsExactly("strike a", "heal a");
  }

  @Test
  void shouldRefuseToStrikeWhereAProcessThatLivesHasStruck() throws Exception {
    try (KillSwitch faults = KillSwitch.in(folder, reports::add)) {
      faults.strike(fault("a"));
      assertThatThrownBy(() -> KillSwitch.in(folder, reports::add))
          .isInstanceOf(FaultFailure.class)
          .hasMessageContaining("expected: one drill at a time");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAFileThatCannotBeRead() throws Exception {
    Path directory = Files.createDirectories(folder.resolve(".plumb/up"));
    Files.writeString(directory.resolve(FaultBook.FILE), "{");
    Clearing clearing = Clearing.all(folder, false);
    assertThat(clearing.undone()).isEmpty();
    assertThat(clearing.left()).singleElement().asString().contains(FaultBook.FILE);
  }

  @Test
  void shouldLeaveTheFaultsOfALivingDrillAloneUnlessToldOtherwise() throws Exception {
    Path directory = Files.createDirectories(folder.resolve(".plumb/up"));
    try (KillSwitch faults = KillSwitch.in(directory, reports::add)) {
      faults.strike(fault("a"));
      assertThat(Clearing.all(folder, false).undone()).isEmpty();
      assertThat(Clearing.all(folder, true).undone()).containsExactly("a: mend a");
    }
  }
}

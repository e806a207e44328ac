package org.plumbline.chaos.toxiproxy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** Tests of what both servers do: they run against ours, and against the original where it is. */
@Timeout(180)
abstract class OnBothServers {
  final Subject subject;
  Bed bed;

  OnBothServers(Subject subject) {
    this.subject = subject;
  }

  @BeforeParameterizedClassInvocation
  static void require(Subject subject) {
    subject.require();
  }

  @BeforeEach
  void start() throws IOException {
    bed = new Bed(subject);
  }

  @AfterEach
  void stop() throws IOException {
    bed.close();
  }
}

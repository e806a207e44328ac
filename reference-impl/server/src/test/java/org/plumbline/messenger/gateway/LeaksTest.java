package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeaksTest {

  @Test
  void shouldSeeABufferThatWasDropped() {
    try (Leaks leaks = new Leaks()) {
      for (int i = 0; i < 50; i++) {
        ByteBufAllocator.DEFAULT.directBuffer(64).writeByte(i);
      }
      assertThat(leaks.found()).isNotEmpty();
    }
  }
}

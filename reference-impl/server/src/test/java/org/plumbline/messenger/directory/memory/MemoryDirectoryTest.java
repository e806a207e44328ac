package org.plumbline.messenger.directory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.messenger.directory.DirectoryNewsContract;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.DirectoryWorld;
import org.plumbline.messenger.directory.NodeRegistryContract;
import org.plumbline.messenger.directory.SessionDirectoryContract;

class MemoryDirectoryTest {

  @Nested
  class Sessions implements SessionDirectoryContract {
    private final DirectoryWorld world = new MemoryWorld();

    @Override
    public DirectoryWorld world() {
      return world;
    }
  }

  @Nested
  class Nodes implements NodeRegistryContract {
    private final DirectoryWorld world = new MemoryWorld();

    @Override
    public DirectoryWorld world() {
      return world;
    }
  }

  @Nested
  class News implements DirectoryNewsContract {
    private final MemoryWorld world = new MemoryWorld();
    private final DirectoryNews news = world.directory().join("node-1", "127.0.0.1", 4_711);

    @Override
    public DirectoryWorld world() {
      return world;
    }

    @Override
    public DirectoryNews news() {
      return news;
    }
  }

  @Test
  void shouldFailAndRecoverWhenReachabilityChanges() {
    var world = new MemoryWorld();
    var sessions = world.join("node-1").sessions();
    sessions.register(SessionDirectoryContract.ALICE, SessionDirectoryContract.PHONE);

    world.directory().setReachable(false);
    assertThatThrownBy(() -> sessions.locate(List.of(SessionDirectoryContract.ALICE)))
        .isInstanceOf(DirectoryUnavailable.class);

    world.directory().setReachable(true);
    assertThat(sessions.locate(List.of(SessionDirectoryContract.ALICE))).hasSize(1);
  }
}

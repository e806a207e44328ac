package org.plumbline.messenger.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.protocol.UserId;

/** News of the directory that a test can hold up on its way. */
final class HeldNews implements DirectoryNews {

  private final DirectoryNews news;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean held;

  HeldNews(DirectoryNews news) {
    this.news = news;
  }

  synchronized void hold() {
    held = true;
  }

  synchronized void release() {
    held = false;
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  private synchronized void pass(Runnable told) {
    if (held) {
      waiting.add(told);
    } else {
      told.run();
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
    pass(() -> caughtUp.complete(null));
    return caughtUp;
  }

  @Override
  public void hear(Listener listener) {
    news.hear(
        new Listener() {
          @Override
          public void begun() {
            pass(listener::begun);
          }

          @Override
          public void changed(UserId user) {
            pass(() -> listener.changed(user));
          }

          @Override
          public void interrupted() {
            pass(listener::interrupted);
          }
        });
  }
}

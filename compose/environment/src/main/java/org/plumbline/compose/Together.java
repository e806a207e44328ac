package org.plumbline.compose;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs tasks at the same time. The first failure gives up the others and is the one thrown. */
final class Together {
  /** One of them. */
  @FunctionalInterface
  interface Task {
    void run() throws EnvironmentFailure;
  }

  private Together() {}

  static void run(List<Task> tasks) throws EnvironmentFailure {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var completion = new ExecutorCompletionService<Boolean>(threads);
      for (var task : tasks) {
        completion.submit(
            () -> {
              task.run();
              return true;
            });
      }
      try {
        for (var _ : tasks) {
          completion.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new EnvironmentFailure(
            "environment", "the start was interrupted", List.of(), "start it again");
      }
    }
  }

  private static EnvironmentFailure failure(@Nullable Throwable cause) {
    return cause instanceof EnvironmentFailure failure
        ? failure
        : new EnvironmentFailure(
            "environment",
            "the start failed: " + cause,
            List.of(),
            "this is an error of Plumbline; please report it",
            cause);
  }
}

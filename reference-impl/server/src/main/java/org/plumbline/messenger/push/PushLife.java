package org.plumbline.messenger.push;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.node.NodeRole;

/** Starts the work on missed messages on a worker that has a provider, and ends it. */
@Singleton
final class PushLife implements ApplicationEventListener<ServerStartupEvent> {

  private final NodeConfig node;
  private final List<PushSender> senders;
  private final PushQueue queue;
  private final PushWorker worker;
  private final PushMeters meters;

  PushLife(
      NodeConfig node,
      List<PushSender> senders,
      PushQueue queue,
      PushWorker worker,
      PushMeters meters) {
    this.node = node;
    this.senders = senders;
    this.queue = queue;
    this.worker = worker;
    this.meters = meters;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    meters.backlog(queue);
    if (node.has(NodeRole.WORKER) && !senders.isEmpty()) {
      worker.start();
      queue.work(worker);
    }
  }

  @PreDestroy
  void stop() {
    queue.stop();
    worker.close();
  }
}

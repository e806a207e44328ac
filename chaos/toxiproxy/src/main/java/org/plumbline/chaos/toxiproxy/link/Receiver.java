package org.plumbline.chaos.toxiproxy.link;

import org.plumbline.chaos.toxiproxy.toxic.Chunk;

/** Where a stage passes its chunks: the next stage, or the sink. */
interface Receiver {

  /** Whether another chunk may be offered now. */
  boolean hasRoom();

  void offer(Chunk chunk);

  /** Nothing more will be offered. */
  void end();
}

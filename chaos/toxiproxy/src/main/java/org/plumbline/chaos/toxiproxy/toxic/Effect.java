package org.plumbline.chaos.toxiproxy.toxic;

/**
 * A toxic at work on one link. All calls come from the connection's event loop, one at a time.
 *
 * <p>A pause or alarm that it asked for is dropped when it is interrupted, that is, replaced,
 * updated or removed; {@link #interrupted} is its chance to pass on what it holds.
 */
public interface Effect {

  /** Called once, before any chunk. */
  default void started(Flow flow) {}

  /** A chunk came in, and is now the effect's to emit, keep or release. */
  void chunk(Chunk chunk, Flow flow);

  /** The sender closed. */
  default void ended(Flow flow) {
    flow.close();
  }

  /** The effect stops here. What it holds must be emitted or released. */
  default void interrupted(Flow flow) {}

  /** Whether a chunk is in its hands, neither emitted nor released. */
  default boolean holdsBytes() {
    return false;
  }

  /** False while the effect has begun something that a change of the toxic cannot stop. */
  default boolean interruptible() {
    return true;
  }
}

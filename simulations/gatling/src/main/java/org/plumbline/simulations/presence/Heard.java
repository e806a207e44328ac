package org.plumbline.simulations.presence;

import org.plumbline.protocol.UserId;

/** A watcher was told. */
record Heard(UserId watcher, UserId user, boolean online, long nanos) {}

package org.plumbline.client;

import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.UserId;

/**
 * Whether a user is there.
 *
 * @param lastSeenMillis milliseconds since 1970 of the last sign of life, or null when unknown
 */
public record UserPresence(UserId user, boolean online, @Nullable Long lastSeenMillis) {}

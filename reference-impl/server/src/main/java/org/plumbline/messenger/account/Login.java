package org.plumbline.messenger.account;

import java.time.Instant;
import org.plumbline.protocol.DeviceId;

/**
 * A device that is logged in.
 *
 * @param since when it logged in
 * @param lastUsed when it last logged in or refreshed its token
 */
public record Login(DeviceId device, Instant since, Instant lastUsed) {}

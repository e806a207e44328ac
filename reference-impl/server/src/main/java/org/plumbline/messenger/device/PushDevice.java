package org.plumbline.messenger.device;

import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * What a device registered.
 *
 * @param optedIn without it nothing is ever sent
 * @param registeredAtMillis since 1970; a provider's word that an address was dead before then does
 *     not count
 */
public record PushDevice(
    UserId user, DeviceId device, PushAddress address, boolean optedIn, long registeredAtMillis) {}

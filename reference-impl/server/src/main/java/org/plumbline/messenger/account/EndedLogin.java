package org.plumbline.messenger.account;

import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * A login that ended before its time.
 *
 * @param id rises with the order in which the ends were recorded, roughly
 * @param login its number: access tokens of this device with this number or a smaller one no longer
 *     count
 */
public record EndedLogin(long id, UserId user, DeviceId device, long login) {}

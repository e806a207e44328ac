package org.plumbline.messenger.delivery;

import org.plumbline.messenger.log.MessageLog;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;

/** What a device is told when its message was not confirmed. */
final class Failures {

  private static final long RETRY_MILLIS = 250;

  private Failures() {}

  static ServerFrame throttled(TempId tempId, int inFlightMax) {
    return new ServerFrame.Failure(
        ErrorCode.THROTTLED,
        tempId,
        inFlightMax + " messages of this device wait for the log",
        RETRY_MILLIS);
  }

  static ServerFrame notAppended(TempId tempId, Throwable failure) {
    return failure instanceof MessageLog.LogFull
        ? new ServerFrame.Failure(
            ErrorCode.THROTTLED, tempId, "the log takes no more now", RETRY_MILLIS)
        : new ServerFrame.Failure(
            ErrorCode.UNCONFIRMED, tempId, "the log did not confirm in time", RETRY_MILLIS);
  }
}

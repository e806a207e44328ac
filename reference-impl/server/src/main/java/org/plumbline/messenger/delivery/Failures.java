package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.media.MediaNotReady;
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

  /** Why a message cannot have the content that its sender named. */
  static ServerFrame noContent(TempId tempId, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Changes.NotChangeable) {
      return new ServerFrame.Failure(
          ErrorCode.NOT_CHANGEABLE, tempId, String.valueOf(cause.getMessage()), 0);
    }
    return cause instanceof MediaNotReady
        ? new ServerFrame.Failure(
            ErrorCode.MEDIA_NOT_READY, tempId, String.valueOf(cause.getMessage()), 0)
        : new ServerFrame.Failure(
            ErrorCode.UNAVAILABLE, tempId, "media cannot be reached now", RETRY_MILLIS);
  }

  static ServerFrame notAppended(TempId tempId, Throwable failure) {
    return failure instanceof MessageLog.LogFull
        ? new ServerFrame.Failure(
            ErrorCode.THROTTLED, tempId, "the log takes no more now", RETRY_MILLIS)
        : new ServerFrame.Failure(
            ErrorCode.UNCONFIRMED, tempId, "the log did not confirm in time", RETRY_MILLIS);
  }
}

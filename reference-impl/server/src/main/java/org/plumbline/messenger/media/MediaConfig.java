package org.plumbline.messenger.media;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.plumbline.protocol.Content.MediaKind;

/**
 * The limits of media.
 *
 * @param imageBytesMax most bytes of an image
 * @param videoBytesMax most bytes of a video
 * @param types content types that may be uploaded, of those that {@link MediaFormat} can tell
 * @param uploadsWaitingMax most media of one user that no message refers to yet. It is counted
 *     before each new one, so requests at the same moment may exceed it by their number
 * @param uploadExpiry how long a device may take from the signed request to the end of its upload
 * @param downloadExpiry how long a signed download holds
 * @param orphanAfter media that no message refers to are removed so long after they were begun
 * @param sweepInterval how often a node looks for what to remove
 * @param sweepBatch most media looked at in one sweep
 * @param knownMax how many media that were referred to a node keeps in memory
 */
@ConfigurationProperties("messenger.media")
public record MediaConfig(
    @Bindable(defaultValue = "10000000") long imageBytesMax,
    @Bindable(defaultValue = "100000000") long videoBytesMax,
    @Bindable(defaultValue = "image/jpeg,image/png,image/gif,image/webp,video/mp4,video/webm")
        List<String> types,
    @Bindable(defaultValue = "32") int uploadsWaitingMax,
    @Bindable(defaultValue = "10m") Duration uploadExpiry,
    @Bindable(defaultValue = "5m") Duration downloadExpiry,
    @Bindable(defaultValue = "24h") Duration orphanAfter,
    @Bindable(defaultValue = "5m") Duration sweepInterval,
    @Bindable(defaultValue = "100") int sweepBatch,
    @Bindable(defaultValue = "10000") int knownMax) {

  /** The longest that a signature of version 4 may hold. */
  private static final Duration SIGNATURE_MAX = Duration.ofDays(7);

  public MediaConfig {
    types = List.copyOf(types);
    for (String type : types) {
      if (MediaFormat.of(type).isEmpty()) {
        throw new IllegalArgumentException(
            "messenger.media.types: " + type + " (expected: of " + known() + ")");
      }
    }
    positive("image-bytes-max", imageBytesMax);
    positive("video-bytes-max", videoBytesMax);
    positive("uploads-waiting-max", uploadsWaitingMax);
    positive("sweep-batch", sweepBatch);
    positive("known-max", knownMax);
    between("upload-expiry", uploadExpiry, SIGNATURE_MAX);
    between("download-expiry", downloadExpiry, SIGNATURE_MAX);
    between("sweep-interval", sweepInterval, Duration.ofDays(1));
    if (orphanAfter.compareTo(uploadExpiry.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "messenger.media.orphan-after: "
              + orphanAfter
              + " (expected: >= 2 x upload-expiry "
              + uploadExpiry
              + ")");
    }
  }

  /** Most bytes of that kind. */
  public long bytesMax(MediaKind kind) {
    return switch (kind) {
      case IMAGE -> imageBytesMax;
      case VIDEO -> videoBytesMax;
    };
  }

  private static List<String> known() {
    return Arrays.stream(MediaFormat.values()).map(MediaFormat::contentType).toList();
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messenger.media." + name + ": " + value + " (expected: >= 1)");
    }
  }

  private static void between(String name, Duration value, Duration most) {
    if (value.toSeconds() < 1 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "messenger.media." + name + ": " + value + " (expected: 1s to " + most + ")");
    }
  }
}

package org.plumbline.messenger.media;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.plumbline.messenger.media.MediaMeters.Outcome;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.messenger.media.MediaStore.Glimpse;
import org.plumbline.messenger.media.MediaStore.SignedRequest;
import org.plumbline.protocol.Content.MediaKind;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/**
 * Begins and checks uploads. Blocks, for virtual threads.
 *
 * <p>What is checked is a copy: the signed request still holds for some minutes, and could replace
 * an object after it was checked. One request alone checks an upload, so that no second copy can
 * take the place of the checked one.
 */
public final class Uploads {

  private static final int ID_BYTES = 16;

  private final MediaConfig config;
  private final MediaRecords records;
  private final MediaStore store;
  private final MediaMeters meters;
  private final InstantSource clock;
  private final RandomGenerator random;

  Uploads(
      MediaConfig config,
      MediaRecords records,
      MediaStore store,
      MediaMeters meters,
      InstantSource clock,
      RandomGenerator random) {
    this.config = config;
    this.records = records;
    this.store = store;
    this.meters = meters;
    this.clock = clock;
    this.random = random;
  }

  /** What a device announces. */
  record Announced(MediaKind kind, String contentType, long bytes) {}

  /** What it is given. */
  record Begun(MediaId id, SignedRequest request) {}

  /** What a check found. */
  sealed interface Checked {
    /** It may be sent. */
    record Ready(MediaRecord media) implements Checked {}

    /** There is none of this id that the user began. */
    record Unknown() implements Checked {}

    /** Nothing was uploaded yet. */
    record NotUploaded() implements Checked {}

    /** Another request is checking it. */
    record Busy() implements Checked {}

    /** It is removed; the detail names what was found and what was expected. */
    record Rejected(String detail) implements Checked {}
  }

  /**
   * Begins an upload.
   *
   * @return empty when the user has too many that no message refers to
   * @throws IllegalArgumentException when the announcement is outside of the limits; the message
   *     names the field, its value and what is expected
   */
  Optional<Begun> begin(UserId owner, Announced announced) {
    checkAnnounced(announced);
    if (records.unreferredOf(owner) >= config.uploadsWaitingMax()) {
      meters.count(Outcome.THROTTLED, 1);
      return Optional.empty();
    }
    MediaRecord created =
        new MediaRecord(
            newId(),
            owner,
            announced.kind(),
            announced.contentType(),
            announced.bytes(),
            State.WAITING,
            clock.millis());
    records.add(created);
    SignedRequest request =
        store.signUpload(
            created.uploadKey(), created.contentType(), created.bytes(), config.uploadExpiry());
    meters.count(Outcome.BEGUN, 1);
    return Optional.of(new Begun(created.id(), request));
  }

  /** Checks what was uploaded. Asking again is answered as the first time. */
  Checked complete(UserId owner, MediaId id) {
    Optional<MediaRecord> found = records.find(id).filter(each -> each.owner().equals(owner));
    if (found.isEmpty()) {
      return new Checked.Unknown();
    }
    MediaRecord media = found.get();
    return switch (media.state()) {
      case READY, REFERRED -> new Checked.Ready(media);
      case CHECKING -> new Checked.Busy();
      case DOOMED -> new Checked.Rejected("media_id: " + id + " (was refused or is too old)");
      case WAITING -> check(media);
    };
  }

  private Checked check(MediaRecord media) {
    Optional<Glimpse> uploaded = store.look(media.uploadKey(), MediaFormat.FIRST_BYTES);
    if (uploaded.isEmpty()) {
      return new Checked.NotUploaded();
    }
    if (!records.move(media.id(), State.WAITING, State.CHECKING)) {
      return new Checked.Busy();
    }
    boolean ready = false;
    try {
      Optional<String> complaint = complaint(media, uploaded.get());
      if (complaint.isEmpty()) {
        store.copy(media.uploadKey(), media.key());
        complaint =
            store
                .look(media.key(), MediaFormat.FIRST_BYTES)
                .map(copy -> complaint(media, copy))
                .orElse(Optional.of("media_id: " + media.id() + " (its upload vanished)"));
      }
      if (complaint.isPresent()) {
        return new Checked.Rejected(complaint.get());
      }
      ready = records.move(media.id(), State.CHECKING, State.READY);
      return ready
          ? new Checked.Ready(media)
          : new Checked.Rejected("media_id: " + media.id() + " (became too old)");
    } finally {
      if (!ready) {
        // The sweep takes the objects away, once the signed request has ended.
        records.move(media.id(), State.CHECKING, State.DOOMED);
      }
      meters.count(ready ? Outcome.READY : Outcome.REJECTED, 1);
    }
  }

  private static Optional<String> complaint(MediaRecord media, Glimpse found) {
    if (found.bytes() != media.bytes()) {
      return Optional.of("bytes: " + found.bytes() + " (expected: " + media.bytes() + ")");
    }
    boolean fits =
        MediaFormat.of(media.contentType())
            .filter(format -> format.begins(found.first()))
            .isPresent();
    return fits
        ? Optional.empty()
        : Optional.of("content: another format (expected: " + media.contentType() + ")");
  }

  private void checkAnnounced(Announced announced) {
    MediaKind kind = announced.kind();
    boolean allowed =
        config.types().contains(announced.contentType())
            && MediaFormat.of(announced.contentType())
                .filter(format -> format.kind() == kind)
                .isPresent();
    if (!allowed) {
      throw new IllegalArgumentException(
          "content_type: not one for "
              + kind.name().toLowerCase(Locale.ROOT)
              + " (expected: of "
              + config.types()
              + ")");
    }
    long most = config.bytesMax(kind);
    if (announced.bytes() < 1 || announced.bytes() > most) {
      throw new IllegalArgumentException(
          "bytes: " + announced.bytes() + " (expected: 1 to " + most + ")");
    }
  }

  private MediaId newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return new MediaId(HexFormat.of().formatHex(bytes));
  }
}

package org.plumbline.messenger.media.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.messenger.media.MediaRecord;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.messenger.media.MediaRecords;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/** What is known of uploads, in a map. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryMediaRecords implements MediaRecords {

  private static final Set<State> UNREFERRED =
      EnumSet.of(State.WAITING, State.CHECKING, State.READY);

  private final Map<MediaId, MediaRecord> records = new LinkedHashMap<>();
  private final Set<MediaId> cleared = new HashSet<>();

  @Override
  public synchronized void add(MediaRecord created) {
    records.put(created.id(), created);
  }

  @Override
  public synchronized Optional<MediaRecord> find(MediaId id) {
    return Optional.ofNullable(records.get(id));
  }

  @Override
  public synchronized int unreferredOf(UserId owner) {
    return (int)
        records.values().stream()
            .filter(each -> each.owner().equals(owner) && UNREFERRED.contains(each.state()))
            .count();
  }

  @Override
  public synchronized boolean move(MediaId id, State from, State to) {
    MediaRecord media = records.get(id);
    if (media == null || media.state() != from) {
      return false;
    }
    records.put(id, in(media, to));
    return true;
  }

  @Override
  public synchronized int doomOrphans(long beforeMillis, int limit) {
    List<MediaRecord> orphans =
        oldest(beforeMillis)
            .filter(each -> UNREFERRED.contains(each.state()))
            .limit(limit)
            .toList();
    orphans.forEach(each -> records.put(each.id(), in(each, State.DOOMED)));
    return orphans.size();
  }

  @Override
  public synchronized List<MediaRecord> doomed(long beforeMillis, int limit) {
    return oldest(beforeMillis).filter(each -> each.state() == State.DOOMED).limit(limit).toList();
  }

  @Override
  public synchronized void remove(MediaId id) {
    records.remove(id);
    cleared.remove(id);
  }

  @Override
  public synchronized List<MediaRecord> uncleared(long beforeMillis, int limit) {
    return oldest(beforeMillis)
        .filter(each -> each.isChecked() && !cleared.contains(each.id()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void cleared(MediaId id) {
    cleared.add(id);
  }

  private Stream<MediaRecord> oldest(long beforeMillis) {
    return records.values().stream()
        .filter(each -> each.createdAtMillis() < beforeMillis)
        .sorted(Comparator.comparingLong(MediaRecord::createdAtMillis));
  }

  private static MediaRecord in(MediaRecord media, State state) {
    return new MediaRecord(
        media.id(),
        media.owner(),
        media.kind(),
        media.contentType(),
        media.bytes(),
        state,
        media.createdAtMillis());
  }
}

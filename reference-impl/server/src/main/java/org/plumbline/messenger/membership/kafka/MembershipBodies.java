package org.plumbline.messenger.membership.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.Verdict;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The values of the topic's records. Others read them too: what is open or absent is null. */
final class MembershipBodies {

  private final JsonMapper json;

  MembershipBodies(JsonMapper json) {
    this.json = json;
  }

  /** A group, and the members whom its last change concerned. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record GroupBody(
      String threadId,
      long revision,
      long version,
      String name,
      String description,
      long createdAt,
      @Nullable Long deletedAt,
      List<VerdictBody> judged,
      List<MemberBody> changed) {}

  /** What became of a change. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record VerdictBody(long seq, String outcome, long first) {}

  /** A member: from when until when, both inclusive. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record MemberBody(
      String threadId, String userId, String role, long version, List<SpanBody> spans) {}

  /** A time as a member; {@code until} is null while it lasts. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SpanBody(long from, @Nullable Long until) {}

  byte[] group(GroupRecord group) {
    return written(
        new GroupBody(
            group.thread().value(),
            group.revision(),
            group.version(),
            group.name(),
            group.description(),
            group.createdAtMillis(),
            closed(group.deletedAt()),
            group.judged().stream()
                .map(v -> new VerdictBody(v.seq(), v.outcome().name(), v.first()))
                .toList(),
            group.changed().stream().map(m -> body(group.thread(), m)).toList()));
  }

  byte[] member(ThreadId thread, Member member) {
    return written(body(thread, member));
  }

  private static MemberBody body(ThreadId thread, Member member) {
    return new MemberBody(
        thread.value(),
        member.user().value(),
        member.role().name(),
        member.version(),
        member.spans().stream().map(s -> new SpanBody(s.from(), closed(s.until()))).toList());
  }

  GroupRecord group(byte[] value) {
    GroupBody body = read(value, GroupBody.class);
    return new GroupRecord(
        new ThreadId(body.threadId()),
        body.revision(),
        body.version(),
        body.name(),
        body.description(),
        body.createdAt(),
        open(body.deletedAt()),
        body.judged().stream()
            .map(v -> new Verdict(v.seq(), Verdict.Outcome.valueOf(v.outcome()), v.first()))
            .toList(),
        body.changed().stream().map(MembershipBodies::member).toList());
  }

  Member member(byte[] value) {
    return member(read(value, MemberBody.class));
  }

  private static Member member(MemberBody body) {
    return new Member(
        new UserId(body.userId()),
        Role.valueOf(body.role()),
        body.spans().stream().map(s -> new Span(s.from(), open(s.until()))).toList(),
        body.version());
  }

  private static @Nullable Long closed(long seq) {
    return seq == Long.MAX_VALUE ? null : seq;
  }

  private static long open(@Nullable Long seq) {
    return seq == null ? Long.MAX_VALUE : seq;
  }

  private byte[] written(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (IOException e) {
      // The sink is memory.
      throw new UncheckedIOException(e);
    }
  }

  private <T> T read(byte[] value, Class<T> type) {
    try {
      T body = json.readValue(value, type);
      if (body != null) {
        return body;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("record: no " + type.getSimpleName(), e);
    }
    throw new IllegalArgumentException("record: null (expected: " + type.getSimpleName() + ")");
  }
}

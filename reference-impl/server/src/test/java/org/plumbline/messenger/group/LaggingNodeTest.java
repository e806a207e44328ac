package org.plumbline.messenger.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.messenger.membership.memory.MemoryMembershipLog;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A removed member at a node that has not heard of his removal yet. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "spec.name", value = "lagging-node")
class LaggingNodeTest {

  private static final String PATH = "/user/v1/group";

  private final HttpCalls node;
  private final Tokens tokens;
  private final LateFeed feed;
  private final UserId ada = new UserId("ada-" + UUID.randomUUID());
  private final UserId cem = new UserId("cem-" + UUID.randomUUID());

  LaggingNodeTest(EmbeddedServer server, Tokens tokens, LateFeed feed) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.feed = feed;
  }

  private String token(UserId user) {
    return tokens.issue(user, new DeviceId("phone")).token();
  }

  @Test
  void shouldListNoGroupAndNoMembersToOneWhoWasRemoved() {
    String json = "{\"name\":\"Walks\",\"users\":[\"" + cem + "\"]}";
    Answer created = node.post(PATH + "/create", json, token(ada));
    String group = created.field("group_id").toString();
    assertThat(node.get(PATH, token(cem)).body()).contains(group);

    long seq = ((Number) created.field("seq")).longValue();
    Member removed = new Member(cem, Role.MEMBER, List.of(new Span(seq, seq + 1)), seq + 1);
    feed.add(ThreadId.group(group), removed);
    assertThat(node.get(PATH, token(cem)).body()).doesNotContain(group, "Walks");

    feed.add(ThreadId.group(group), removed);
    Answer members = node.get(PATH + "/" + group + "/members", token(cem));
    assertThat(members.status()).isEqualTo(403);
  }

  /** Hands a record on only to one who asks to be caught up. */
  @Singleton
  @Replaces(MemoryMembershipLog.class)
  @Requires(property = "spec.name", value = "lagging-node")
  static final class LateFeed implements MembershipLog {

    private final MemoryMembershipLog kept = new MemoryMembershipLog();
    private volatile @Nullable Follower follower;
    private volatile @Nullable Runnable late;

    void add(ThreadId thread, Member member) {
      Follower told = follower;
      assertThat(told).isNotNull();
      if (told != null) {
        late = () -> told.member(thread, member);
      }
    }

    @Override
    public CompletableFuture<@Nullable Void> publish(GroupRecord changed) {
      return kept.publish(changed);
    }

    @Override
    public void follow(Follower follows) {
      follower = follows;
      kept.follow(follows);
    }

    @Override
    public CompletableFuture<@Nullable Void> caughtUp() {
      Runnable waiting = late;
      if (waiting != null) {
        waiting.run();
      }
      return kept.caughtUp();
    }
  }
}

package org.plumbline.messenger.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.gateway.Socket;
import org.plumbline.messenger.media.SomeMedia;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What happened on a node before anyone tried what is not his to try. */
final class Story {

  private static final byte[] IMAGE = SomeMedia.png();

  private final World world;

  Story(World world) {
    this.world = world;
  }

  /**
   * What was said.
   *
   * @param said the seq of the owner's words, which she edited after the removal
   * @param own the seq of the former member's own words
   * @param removal the seq of the removal
   * @param later the seq of words that were said after it
   * @param picture shown before the removal, at {@code shown}
   * @param laterPicture shown after it, at {@code laterShown}
   */
  record Happened(
      String group,
      long said,
      long own,
      String picture,
      long shown,
      long removal,
      long later,
      String laterPicture,
      long laterShown,
      long direct,
      long former) {

    ThreadId thread() {
      return ThreadId.group(group);
    }
  }

  Happened happen() throws Exception {
    makeFriends();
    Socket ada = world.member(World.ADA);
    Socket bob = world.member(World.BOB);
    UserId cem = Caller.EX_MEMBER.user();
    String group = created(World.BOB, cem);
    ThreadId thread = ThreadId.group(group);
    long said = say(ada, thread, new Content.Text("members-only: before"));
    long own = say(world.connect(cem, "first"), thread, new Content.Text("members-only: his own"));
    long withdrawn = say(bob, thread, new Content.Text("members-only: withdrawn later"));
    String picture = media();
    long shown = say(ada, thread, media(picture));
    acknowledge(bob, ada, thread, own);
    long removal = change("remove", group, "\"users\":[\"" + cem + "\"]");

    long later = say(ada, thread, new Content.Text("members-only, withheld: after"));
    say(ada, thread, new Content.Edit(said, "members-only, withheld: edited"));
    say(bob, thread, new Content.Deletion(withdrawn));
    String laterPicture = media();
    long laterShown = say(ada, thread, media(laterPicture));
    change("invite", group, "\"users\":[\"" + World.NEWCOMER + "\"]");
    long renamed = change("rename", group, "\"name\":\"members-only, withheld name\"");
    acknowledge(world.member(World.NEWCOMER), ada, thread, renamed);
    acknowledge(bob, ada, thread, renamed);

    long direct =
        say(ada, World.direct(World.ADA, World.BOB), new Content.Text("members-only: between two"));
    UserId dan = Caller.NON_FRIEND.user();
    long former = say(ada, World.direct(World.ADA, dan), new Content.Text("between friends"));
    unfriend(dan);
    unfriend(cem);
    world.login("tablet");
    return new Happened(
        group, said, own, picture, shown, removal, later, laterPicture, laterShown, direct, former);
  }

  private void makeFriends() {
    for (UserId friend :
        List.of(World.BOB, Caller.EX_MEMBER.user(), Caller.NON_FRIEND.user(), World.NEWCOMER)) {
      befriend(World.ADA, friend);
    }
    for (Caller caller : Caller.values()) {
      befriend(caller.user(), World.FRIEND_OF_ALL);
    }
    world.ok(
        World.ADA,
        "/user/v1/device/push",
        "{\"provider\":\"apns\",\"token\":\"0123456789abcdef0123456789abcdef\",\"opt_in\":true}");
  }

  private void unfriend(UserId user) {
    Answer answer = world.call(World.ADA, "/user/v1/friend/remove", naming(user));
    assertThat(answer.status()).isEqualTo(204);
  }

  private String created(UserId one, UserId other) {
    return world
        .ok(
            World.ADA,
            "/user/v1/group/create",
            "{\"name\":\"members-only walks\",\"description\":\"members-only\",\"users\":"
                + "[\"%s\",\"%s\"]}".formatted(one, other))
        .field("group_id")
        .toString();
  }

  private static String naming(UserId user) {
    return "{\"user_id\":\"" + user + "\"}";
  }

  private void befriend(UserId one, UserId other) {
    world.ok(one, "/user/v1/friend/add", naming(other));
    assertThat(world.ok(other, "/user/v1/friend/add", naming(one)).field("state"))
        .isEqualTo("friends");
  }

  private long change(String what, String group, String fields) {
    String json = "{\"group_id\":\"" + group + "\"," + fields + "}";
    return ((Number) world.ok(World.ADA, "/user/v1/group/" + what, json).field("seq")).longValue();
  }

  private static long say(Socket from, ThreadId thread, Content content) throws Exception {
    TempId tempId = new TempId("t-" + System.nanoTime());
    from.send(new ClientFrame.Send(thread, tempId, 1, content));
    return from.await(ServerFrame.Sent.class).seq();
  }

  private static void acknowledge(Socket reader, Socket told, ThreadId thread, long seq)
      throws Exception {
    reader.send(new ClientFrame.Acknowledge(thread, seq, Status.READ));
    while (told.await(ServerFrame.Receipt.class).upTo() < seq) {
      // An earlier one.
    }
  }

  private static Content media(String id) {
    return new Content.Media(
        Content.MediaKind.IMAGE,
        new MediaId(id),
        "image/png",
        IMAGE.length,
        "members-only: a picture");
  }

  private String media() throws Exception {
    Answer begun =
        world.ok(
            World.ADA,
            "/media/v1/uploads",
            "{\"kind\":\"image\",\"content_type\":\"image/png\",\"bytes\":" + IMAGE.length + "}");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(begun.field("url").toString()))
              .header("Content-Type", "image/png")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(IMAGE))
              .build();
      assertThat(http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
    String id = begun.field("media_id").toString();
    world.ok(World.ADA, "/media/v1/uploads/" + id + "/complete", "");
    return id;
  }
}

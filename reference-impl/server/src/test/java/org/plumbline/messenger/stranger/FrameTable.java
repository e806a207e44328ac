package org.plumbline.messenger.stranger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.messenger.stranger.Story.Happened;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Every frame that a device can send, for a thread; a type without a row fails the tests. */
final class FrameTable {

  /**
   * A thread that a caller tries.
   *
   * @param unknown a thread of the same kind that does not exist
   * @param refusal what he is told of both
   * @param own a message of his in the thread, or one that he would like to be his
   */
  record Target(
      Caller caller,
      ThreadId thread,
      ThreadId unknown,
      ErrorCode refusal,
      long seq,
      long own,
      String media) {

    /** Whether he once took part, so that he sees what was said then. */
    boolean hasPast() {
      return caller == Caller.EX_MEMBER || refusal == ErrorCode.NOT_FRIENDS;
    }

    @Override
    public String toString() {
      return caller + " in " + thread.value().replaceFirst("g:.*", "the group");
    }
  }

  private static final Map<Class<?>, Function<Target, List<ClientFrame>>> FRAMES =
      Map.of(
          ClientFrame.Send.class,
          FrameTable::sends,
          ClientFrame.Acknowledge.class,
          FrameTable::acknowledgements,
          ClientFrame.Sync.class,
          FrameTable::syncs,
          ClientFrame.SubscribePresence.class,
          _ -> List.of(new ClientFrame.SubscribePresence(watched())),
          ClientFrame.Typing.class,
          target ->
              List.of(
                  new ClientFrame.Typing(target.thread(), true),
                  new ClientFrame.Typing(target.thread(), false)),
          ClientFrame.Heartbeat.class,
          _ -> List.of(new ClientFrame.Heartbeat()));

  private static final Map<Class<?>, Function<Target, List<Content>>> CONTENTS =
      Map.of(
          Content.Text.class, _ -> List.of(new Content.Text("let me in")),
          Content.Media.class,
              target ->
                  List.of(
                      new Content.Media(
                          Content.MediaKind.IMAGE,
                          new MediaId(target.media()),
                          "image/png",
                          1,
                          "")),
          Content.Edit.class,
              target ->
                  List.of(
                      new Content.Edit(target.own(), "other words"),
                      new Content.Edit(target.seq(), "other words")),
          Content.Deletion.class,
              target ->
                  List.of(new Content.Deletion(target.own()), new Content.Deletion(target.seq())),
          Content.Deleted.class, target -> List.of(new Content.Deleted(target.seq())),
          Content.MembershipChange.class,
              target ->
                  List.of(
                      new Content.MembershipChange(
                          Content.Change.ADDED, List.of(target.caller().user()), Role.OWNER, "")));

  private FrameTable() {}

  /** The types of frames and of contents that have a row. */
  static Set<Class<?>> types() {
    Map<Class<?>, Object> all = new HashMap<>(FRAMES);
    all.putAll(CONTENTS);
    return Set.copyOf(all.keySet());
  }

  /** Those that there are. */
  static Set<Class<?>> permitted() {
    return Arrays.asList(
            ClientFrame.class.getPermittedSubclasses(), Content.class.getPermittedSubclasses())
        .stream()
        .flatMap(Arrays::stream)
        .collect(Collectors.toSet());
  }

  /** Whom a subscription names: two who are there, and one who does not exist. */
  static List<UserId> watched() {
    return List.of(World.ADA, World.BOB, World.NOBODY);
  }

  /** Where each caller tries. */
  static List<Target> targets(Happened happened) {
    ThreadId group = happened.thread();
    ThreadId noGroup = ThreadId.group("none");
    UserId dan = Caller.NON_FRIEND.user();
    String media = happened.laterPicture();
    List<Target> targets = new ArrayList<>();
    for (Caller caller : Caller.values()) {
      targets.add(
          new Target(
              caller,
              group,
              noGroup,
              ErrorCode.NOT_A_MEMBER,
              happened.later(),
              happened.own(),
              media));
    }
    targets.add(
        new Target(
            Caller.STRANGER,
            World.direct(World.ADA, World.BOB),
            World.direct(World.NOBODY, new UserId("noone")),
            ErrorCode.NOT_A_MEMBER,
            happened.direct(),
            happened.direct(),
            media));
    targets.add(
        new Target(
            Caller.NON_FRIEND,
            World.direct(World.ADA, dan),
            World.direct(World.NOBODY, dan),
            ErrorCode.NOT_FRIENDS,
            happened.former(),
            happened.former(),
            media));
    return targets;
  }

  /** All frames for this thread, by a name for the reader. */
  static Map<String, ClientFrame> frames(Target target) {
    Map<String, ClientFrame> named = new LinkedHashMap<>();
    FRAMES.forEach(
        (type, row) -> {
          int number = 0;
          for (ClientFrame frame : row.apply(target)) {
            String content =
                frame instanceof ClientFrame.Send send
                    ? " " + Content.kindOf(send.content()) + ", attempt " + send.attempt()
                    : "";
            named.put(type.getSimpleName() + content + " #" + ++number, frame);
          }
        });
    return named;
  }

  private static List<ClientFrame> sends(Target target) {
    List<ClientFrame> sends = new ArrayList<>();
    for (Function<Target, List<Content>> row : CONTENTS.values()) {
      for (Content content : row.apply(target)) {
        for (int attempt = 1; attempt <= 2; attempt++) {
          TempId tempId = new TempId("try-" + sends.size());
          sends.add(new ClientFrame.Send(target.thread(), tempId, attempt, content));
        }
      }
    }
    return sends;
  }

  private static List<ClientFrame> acknowledgements(Target target) {
    List<ClientFrame> all = new ArrayList<>();
    for (Status status : Status.values()) {
      all.add(new ClientFrame.Acknowledge(target.thread(), target.seq(), status));
    }
    return all;
  }

  private static List<ClientFrame> syncs(Target target) {
    Map<ThreadId, Long> fromTheStart = Map.of(target.thread(), Message.NONE);
    return List.of(
        new ClientFrame.Sync(fromTheStart, true),
        new ClientFrame.Sync(fromTheStart, false),
        new ClientFrame.Sync(Map.of(), false));
  }
}

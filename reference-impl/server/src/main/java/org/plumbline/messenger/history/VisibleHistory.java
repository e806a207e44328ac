package org.plumbline.messenger.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.MembershipsUnavailable;
import org.plumbline.messenger.membership.Visibility;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The history as one user may see it: every road by which messages, or what can be concluded about
 * them, reach a user goes through here. Blocks, for virtual threads. Every method may throw {@link
 * HistoryUnavailable}.
 */
@Singleton
public final class VisibleHistory {

  /** A page of a thread, which is the same for all who may see all of it. */
  private record PageOf(ThreadId thread, boolean before, long seq, int limit) {}

  private final SharedReads<PageOf, MessageHistory.Page> pages;
  private final MessageHistory history;
  private final Cursors cursors;
  private final Memberships memberships;
  private final RecentPages recents;

  public VisibleHistory(
      MessageHistory history,
      Cursors cursors,
      Memberships memberships,
      RecentPages recents,
      MeterRegistry meters) {
    this.pages = new SharedReads<>(counter(meters, "store"), counter(meters, "shared"));
    this.history = history;
    this.cursors = cursors;
    this.memberships = memberships;
    this.recents = recents;
  }

  private static Runnable counter(MeterRegistry meters, String from) {
    return Counter.builder("messenger.history.pages")
            .description("Pages of whole threads, read from the store or shared with such a read")
            .tag("from", from)
            .register(meters)
        ::increment;
  }

  /** What the user may see of the thread, as is known now. */
  public Visibility visibility(UserId user, ThreadId thread) {
    return known(() -> memberships.visibility(user, thread));
  }

  /** As {@link MessageHistory#before}, of what the user may see; empty for a stranger. */
  public Optional<MessageHistory.Page> before(UserId user, ThreadId thread, long seq, int limit) {
    return before(user, thread, seq, limit, Message.NONE);
  }

  /** The same for a reader who has seen {@code seen}, which stands in the store by now. */
  Optional<MessageHistory.Page> before(
      UserId user, ThreadId thread, long seq, int limit, long seen) {
    Visibility visible = visibility(user, thread);
    if (visible.isNothing()) {
      return Optional.empty();
    }
    if (visible.isAll()) {
      return Optional.of(
          recents
              .page(thread, seq, limit, seen)
              .orElseGet(
                  () ->
                      pages.read(
                          new PageOf(thread, true, seq, limit),
                          () -> history.before(thread, seq, limit))));
    }
    return Optional.of(seen(user, thread, spansBefore(visible, thread, seq, limit)));
  }

  /** As {@link MessageHistory#after}, of what the user may see; empty for a stranger. */
  public Optional<MessageHistory.Page> after(UserId user, ThreadId thread, long seq, int limit) {
    Visibility visible = visibility(user, thread);
    if (visible.isNothing()) {
      return Optional.empty();
    }
    return Optional.of(
        visible.isAll()
            ? pages.read(
                new PageOf(thread, false, seq, limit), () -> history.after(thread, seq, limit))
            : seen(user, thread, spansAfter(visible, thread, seq, limit)));
  }

  /** The message with this seq, if the user may see it. */
  public Optional<Message> find(UserId user, ThreadId thread, long seq) {
    return history
        .find(thread, seq)
        .flatMap(
            message -> {
              Visibility visible = visibility(user, thread);
              return visible.seen(message).map(seen -> asSeen(seen, visible));
            });
  }

  /**
   * The cursors of the thread that the user may see: everybody's, in a large group his own alone. A
   * former member sees nobody beyond what both of them saw, and not at all who came after him.
   */
  public List<Cursors.Cursor> cursors(UserId user, ThreadId thread) {
    List<Cursors.Cursor> all =
        memberships.isLarge(thread) ? cursors.of(thread, user) : cursors.of(thread);
    Visibility visible = visibility(user, thread);
    if (visible.isAll()) {
      return all;
    }
    List<Cursors.Cursor> cut = new ArrayList<>();
    for (Cursors.Cursor cursor : all) {
      long upTo =
          visible.lastShared(memberships.knownVisibility(cursor.user(), thread), cursor.upTo());
      if (upTo != Message.NONE) {
        cut.add(new Cursors.Cursor(thread, cursor.user(), cursor.status(), upTo));
      }
    }
    return cut;
  }

  // What was known before the messages were read may be out of date for the last of them.
  private MessageHistory.Page seen(UserId user, ThreadId thread, MessageHistory.Page page) {
    Visibility visible = visibility(user, thread);
    List<Message> seen = new ArrayList<>();
    for (Message message : page.messages()) {
      visible.seen(message).map(each -> asSeen(each, visible)).ifPresent(seen::add);
    }
    return new MessageHistory.Page(seen, page.more() && !seen.isEmpty());
  }

  /**
   * As it was for this reader: a former member is not told what its sender made of it after he had
   * gone. That it was withdrawn he is told, since its words exist no more, but not where.
   */
  private Message asSeen(Message message, Visibility visible) {
    if (visible.isAll() || isSeen(message.content(), visible)) {
      return message;
    }
    Message then =
        history
            .find(message.thread(), message.seq(), visible::includes)
            .filter(found -> isSeen(found.content(), visible))
            .orElseGet(() -> message.saying(new Content.Deleted(message.seq())));
    return message.saying(then.content());
  }

  private static boolean isSeen(Content content, Visibility visible) {
    long changed =
        switch (content) {
          case Content.Text words -> words.edited();
          case Content.Media media -> media.edited();
          case Content.Deleted gone -> gone.deleted();
          case Content.Edit _, Content.Deletion _, Content.MembershipChange _ -> Content.UNEDITED;
        };
    return changed == Content.UNEDITED || visible.includes(changed);
  }

  private MessageHistory.Page spansBefore(
      Visibility visible, ThreadId thread, long seq, int limit) {
    List<Message> found = new ArrayList<>();
    for (Span span : visible.spans().reversed()) {
      if (span.from() >= seq) {
        continue;
      }
      if (found.size() == limit) {
        return new MessageHistory.Page(found, true);
      }
      long below = span.until() < seq ? span.until() + 1 : seq;
      MessageHistory.Page page = history.before(thread, below, limit - found.size());
      List<Message> inside =
          page.messages().stream().filter(message -> message.seq() >= span.from()).toList();
      found.addAll(0, inside);
      if (page.more() && inside.size() == page.messages().size()) {
        return new MessageHistory.Page(
            found, inside.getFirst().seq() > visible.spans().getFirst().from());
      }
    }
    return new MessageHistory.Page(found, false);
  }

  private MessageHistory.Page spansAfter(Visibility visible, ThreadId thread, long seq, int limit) {
    List<Message> found = new ArrayList<>();
    for (Span span : visible.spans()) {
      if (span.until() <= seq) {
        continue;
      }
      if (found.size() == limit) {
        return new MessageHistory.Page(found, true);
      }
      MessageHistory.Page page =
          history.after(thread, Math.max(seq, span.from() - 1), limit - found.size());
      List<Message> inside =
          page.messages().stream().filter(message -> message.seq() <= span.until()).toList();
      found.addAll(inside);
      if (page.more() && inside.size() == page.messages().size()) {
        return new MessageHistory.Page(
            found, inside.getLast().seq() < visible.spans().getLast().until());
      }
    }
    return new MessageHistory.Page(found, false);
  }

  private static <T> T known(Supplier<T> asked) {
    try {
      return asked.get();
    } catch (MembershipsUnavailable e) {
      throw new HistoryUnavailable("it is not known now who may see what", e);
    }
  }
}

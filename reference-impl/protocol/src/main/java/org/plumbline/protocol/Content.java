package org.plumbline.protocol;

import java.util.List;
import java.util.Locale;

/**
 * What a message says. All of it stands in the thread's order: an edit, a deletion and a change of
 * members are messages of their own, so every device sees them at the same place.
 */
public sealed interface Content {

  /** Longest text in UTF-16 characters; longer content belongs into the object store. */
  int TEXT_LENGTH_MAX = 8_192;

  /** The words of it, or an empty text where it has none. */
  String text();

  /** In place of the seq of an edit where there was none. */
  long UNEDITED = -1;

  /** How many characters it takes on the wire, about: pages and batches are bounded by it. */
  default int characters() {
    return text().length();
  }

  /**
   * Words.
   *
   * @param edited the seq of the edit whose words these are, or {@link #UNEDITED}
   */
  record Text(String text, long edited) implements Content {
    public Text {
      checkText(text, 1);
      checkEdited(edited);
    }

    public Text(String text) {
      this(text, UNEDITED);
    }
  }

  /**
   * An image or a video in the object store.
   *
   * @param contentType as the object store has it; what a client says here is not believed
   * @param bytes likewise
   * @param text the caption, which may be empty
   * @param edited the seq of the edit whose words these are, or {@link #UNEDITED}
   */
  record Media(
      MediaKind kind, MediaId media, String contentType, long bytes, String text, long edited)
      implements Content {
    public Media {
      checkText(text, 0);
      checkEdited(edited);
    }

    public Media(MediaKind kind, MediaId media, String contentType, long bytes, String text) {
      this(kind, media, contentType, bytes, text, UNEDITED);
    }
  }

  /** What a media message shows. */
  enum MediaKind {
    IMAGE,
    VIDEO
  }

  /**
   * The sender's new words for an earlier message of the same thread.
   *
   * @param target the seq of that message
   */
  record Edit(long target, String text) implements Content {
    public Edit {
      checkTarget(target);
      checkText(text, 1);
    }
  }

  /**
   * An earlier message of the same thread is withdrawn for all.
   *
   * @param target the seq of that message
   */
  record Deletion(long target) implements Content {
    public Deletion {
      checkTarget(target);
    }

    @Override
    public String text() {
      return "";
    }
  }

  /**
   * What is left of a message that was withdrawn, or of an edit of it: its place alone. Only a node
   * says so, to whoever reads the history after the deletion.
   *
   * @param deleted the seq of the deletion
   */
  record Deleted(long deleted) implements Content {
    public Deleted {
      checkTarget(deleted);
    }

    @Override
    public String text() {
      return "";
    }
  }

  /**
   * The group changed, at this very place in its order. Only a node writes it, when an API call
   * asked for it; a device that sends one is refused.
   *
   * @param users whom it concerns; empty for a change of the group itself
   * @param role the role given, for {@link Change#CREATED}, {@link Change#ADDED} and {@link
   *     Change#ROLE}
   * @param text the group's name, for {@link Change#CREATED} and {@link Change#RENAMED}
   * @param description what the group is for, likewise; may be empty
   */
  record MembershipChange(
      Change change, List<UserId> users, Role role, String text, String description)
      implements Content {

    /** Most users of one change: it has to fit into a frame. */
    public static final int USERS_MAX = 500;

    public MembershipChange {
      if (users.size() > USERS_MAX) {
        throw new IllegalArgumentException(
            "users: " + users.size() + " (expected: at most " + USERS_MAX + ")");
      }
      users = List.copyOf(users);
    }

    @Override
    public int characters() {
      int characters = text.length() + description.length();
      for (UserId user : users) {
        // With its quotes and its comma.
        characters += user.value().length() + 3;
      }
      return characters;
    }

    /** A change without a description. */
    public MembershipChange(Change change, List<UserId> users, Role role, String text) {
      this(change, users, role, text, "");
    }
  }

  /** What happened to a group. */
  enum Change {
    CREATED,
    ADDED,
    REMOVED,
    LEFT,
    RENAMED,
    ROLE,
    DELETED
  }

  /** How the kind is called on the wire. */
  static String kindOf(Content content) {
    return switch (content) {
      case Text _ -> "text";
      case Media media -> media.kind().name().toLowerCase(Locale.ROOT);
      case Edit _ -> "edit";
      case Deletion _ -> "deletion";
      case Deleted _ -> "deleted";
      case MembershipChange _ -> "membership";
    };
  }

  private static void checkText(String text, int least) {
    if (text.length() < least || text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "text: "
              + text.length()
              + " characters (expected: "
              + least
              + " to "
              + TEXT_LENGTH_MAX
              + ")");
    }
  }

  /** The seq of the message that this one changes, or {@link #UNEDITED} when it changes none. */
  static long targetOf(Content content) {
    return switch (content) {
      case Edit edit -> edit.target();
      case Deletion deletion -> deletion.target();
      case Text _, Media _, Deleted _, MembershipChange _ -> UNEDITED;
    };
  }

  private static void checkEdited(long edited) {
    if (edited < UNEDITED) {
      throw new IllegalArgumentException("edited: " + edited + " (expected: >= 0)");
    }
  }

  private static void checkTarget(long target) {
    if (target < 0) {
      throw new IllegalArgumentException("target: " + target + " (expected: >= 0)");
    }
  }
}

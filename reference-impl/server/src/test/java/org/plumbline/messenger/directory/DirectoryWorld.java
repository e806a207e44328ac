package org.plumbline.messenger.directory;

/** What the contracts of the directory's ports need of an adapter under test. */
public interface DirectoryWorld extends AutoCloseable {

  /** Starts a node, or another process of a node that was started before. It has not announced. */
  Started start(String node, int number);

  /** Starts one whose number nobody else has. */
  default Started start(String node) {
    return start(node, 1 + Math.floorMod(node.hashCode(), 10_000));
  }

  /** Lets the announcement of a node run out. */
  void letAnnouncementRunOut(String node);

  /** Lets the time run out for which a number stays its node's after its last announcement. */
  void letNumberRunOut(int number);

  /** Forgets everything at once. */
  void forgetAll();

  @Override
  void close();

  /** A node's view of the directory. */
  record Started(SessionDirectory sessions, NodeRegistry registry) {}

  /** Starts a node which announces itself. */
  default Started join(String node) {
    var started = start(node);
    started.registry().announce();
    return started;
  }
}

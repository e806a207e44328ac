package org.plumbline.probes;

import java.util.List;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;

/** Messages between two people. */
final class DirectProbes {

  private DirectProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "direct_text_across_nodes",
            "A text reaches the other user's device on another node, with thread, message id,"
                + " text and sender.",
            DirectProbes::textAcrossNodes),
        new Probe(
            "own_devices_see_own_messages",
            "The sender's other device gets the message, the sending one the acknowledgement.",
            DirectProbes::ownDevices),
        new Probe(
            "sent_delivered_read",
            "A message is acknowledged as sent, then as delivered, then as read.",
            DirectProbes::statuses),
        new Probe(
            "offline_user_catches_up",
            "A user who was away gets what was sent meanwhile when he comes back; the sender is"
                + " not told of a failure.",
            DirectProbes::catchUp),
        new Probe(
            "one_order_on_all_devices",
            "What two users send at the same time stands in one order on all devices, with ids"
                + " that are unique.",
            DirectProbes::oneOrder),
        new Probe(
            "temporary_id_is_reconciled",
            "The acknowledgement joins the client's temporary id to the message id and the place"
                + " in the thread.",
            DirectProbes::reconciled),
        new Probe(
            "edit_and_delete_in_order",
            "An edit and a deletion reach the other device after the message; nobody else's"
                + " message can be changed.",
            DirectProbes::editAndDelete),
        new Probe(
            "strangers_cannot_write",
            "A user cannot write into a thread of others.",
            DirectProbes::strangers));
  }

  private static void textAcrossNodes(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1)) {
      ProbeFailed.unless(
          !ada.welcome().node().equals(bob.welcome().node()), "both are on " + ada.welcome());
      ServerFrame.Sent sent = ada.send(thread, "Hey!");
      Message message = bob.inbox().awaitText("Hey!");
      ProbeFailed.unless(
          message.thread().equals(thread)
              && message.id().equals(sent.id())
              && message.seq() == sent.seq()
              && message.sender().equals(pair.ada().id()),
          message + " after " + sent);
    }
  }

  private static void ownDevices(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device phone = pair.ada().device("phone", 0);
        Device laptop = pair.ada().device("laptop", 1)) {
      phone.send(thread, "from the phone");
      laptop.inbox().awaitText("from the phone");
      laptop.send(thread, "from the laptop");
      phone.inbox().awaitText("from the laptop");
      List<Message> echoed =
          phone.inbox().all(ServerFrame.Receive.class).stream()
              .map(ServerFrame.Receive::message)
              .filter(message -> message.text().equals("from the phone"))
              .toList();
      ProbeFailed.unless(echoed.isEmpty(), "the sending device got its own message: " + echoed);
    }
  }

  private static void statuses(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1)) {
      long seq = ada.send(thread, "seen?").seq();
      bob.inbox().awaitText("seen?");
      receipt(ada, pair.bob(), Status.DELIVERED, seq);
      bob.client().read(thread, seq);
      receipt(ada, pair.bob(), Status.READ, seq);
    }
  }

  private static void receipt(Device device, Person by, Status status, long seq)
      throws ProbeFailed, InterruptedException {
    device
        .inbox()
        .await(
            ServerFrame.Receipt.class,
            status + " up to " + seq,
            receipt ->
                receipt.user().equals(by.id())
                    && receipt.status() == status
                    && receipt.upTo() >= seq);
  }

  private static void catchUp(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0)) {
      ada.send(thread, "one");
      ada.send(thread, "two");
      List<ServerFrame.Failure> failures = ada.inbox().all(ServerFrame.Failure.class);
      ProbeFailed.unless(failures.isEmpty(), "the sender was told " + failures);
      try (Device bob = pair.bob().device("phone", 1)) {
        bob.inbox().awaitText("one");
        bob.inbox().awaitText("two");
        List<String> shown = bob.inbox().shownOf(thread).stream().map(Message::text).toList();
        ProbeFailed.unless(shown.equals(List.of("one", "two")), "shown: " + shown);
      }
    }
  }

  private static void oneOrder(World world) throws Exception {
    int each = 20;
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1);
        Device third = pair.bob().device("tablet", 0)) {
      for (int i = 0; i < each; i++) {
        var _ = ada.client().send(thread, "a" + i);
        var _ = bob.client().send(thread, "b" + i);
      }
      third.inbox().awaitText("a" + (each - 1));
      third.inbox().awaitText("b" + (each - 1));
      List<Message> shown = third.inbox().shownOf(thread);
      List<MessageId> ids = shown.stream().map(Message::id).distinct().toList();
      ProbeFailed.unless(
          shown.size() == 2 * each && ids.size() == shown.size(),
          shown.size() + " messages with " + ids.size() + " ids, of " + 2 * each);
      List<Long> seqs = shown.stream().map(Message::seq).toList();
      ProbeFailed.unless(seqs.equals(seqs.stream().sorted().toList()), "the order was " + seqs);
      bob.inbox().awaitText("a" + (each - 1));
      List<Message> ofAda =
          shown.stream().filter(message -> message.sender().equals(pair.ada().id())).toList();
      List<Message> atBob =
          bob.inbox().shownOf(thread).stream()
              .filter(message -> message.sender().equals(pair.ada().id()))
              .toList();
      ProbeFailed.unless(
          ofAda.stream().map(Message::id).toList().equals(atBob.stream().map(Message::id).toList()),
          "two devices show another order: " + ofAda + " and " + atBob);
    }
  }

  private static void reconciled(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1)) {
      ServerFrame.Sent sent = ada.send(thread, "which id?");
      Message message = bob.inbox().awaitText("which id?");
      ProbeFailed.unless(
          message.tempId().equals(sent.tempId()) && message.id().equals(sent.id()),
          sent + " but " + message);
    }
  }

  private static void editAndDelete(World world) throws Exception {
    World.Pair pair = world.friends();
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device ada = pair.ada().device("phone", 0);
        Device bob = pair.bob().device("phone", 1)) {
      long seq = ada.send(thread, "teh boat").seq();
      bob.inbox().awaitText("teh boat");
      long edited = ada.send(thread, new Content.Edit(seq, "the boat")).seq();
      long deleted = ada.send(thread, new Content.Deletion(seq)).seq();
      Message deletion =
          bob.inbox()
              .await(
                  Message.class,
                  "the deletion",
                  message -> message.content() instanceof Content.Deletion);
      ProbeFailed.unless(
          seq < edited && edited < deleted && deletion.seq() == deleted,
          "the seqs were " + seq + ", " + edited + ", " + deleted);
      Inbox.Refused refused = bob.sendRefused(thread, new Content.Deletion(seq));
      ProbeFailed.unless(refused.code() == ErrorCode.NOT_CHANGEABLE, refused.toString());
    }
  }

  private static void strangers(World world) throws Exception {
    World.Pair pair = world.friends();
    Person eve = world.person("eve");
    ThreadId thread = pair.ada().threadWith(pair.bob());
    try (Device device = eve.device("phone", 0)) {
      Inbox.Refused refused = device.sendRefused(thread, new Content.Text("let me in"));
      ProbeFailed.unless(refused.code() == ErrorCode.NOT_A_MEMBER, refused.toString());
      int status = eve.at(1).get("/thread/v1/" + thread + "/messages").status();
      ProbeFailed.unless(status == 403 || status == 404, "history answered " + status);
    }
  }
}

package org.plumbline.messenger.delivery;

import java.util.List;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;

/** A connected device and what it was sent. */
record TestDevice(Session session, RecordingConnection connection) {

  List<Message> received() {
    return receives().stream().map(ServerFrame.Receive::message).toList();
  }

  List<ServerFrame.Receive> receives() {
    return of(ServerFrame.Receive.class);
  }

  List<ServerFrame.Sent> sent() {
    return of(ServerFrame.Sent.class);
  }

  List<ServerFrame.Receipt> receipts() {
    return of(ServerFrame.Receipt.class);
  }

  List<ServerFrame.Typing> typing() {
    return of(ServerFrame.Typing.class);
  }

  List<ServerFrame.Failure> failures() {
    return of(ServerFrame.Failure.class);
  }

  private <T> List<T> of(Class<T> type) {
    return connection.frames().stream().filter(type::isInstance).map(type::cast).toList();
  }
}

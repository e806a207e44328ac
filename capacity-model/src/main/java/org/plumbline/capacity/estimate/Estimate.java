package org.plumbline.capacity.estimate;

import java.util.List;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * The inputs of one design.
 *
 * @param name short name: {@code s0} to {@code s4}, or the name of the file
 * @param title what a reader calls it
 * @param users daily active users
 * @param messagesPerUserPerDay messages that each of them sends in a day
 * @param messageSize mean payload of a message
 * @param mediaPerUserPerDay pictures and films that each adds in a day
 * @param concurrentShare share of the users that is connected at once
 * @param retention how long everything is kept
 * @param connectionsPerServer connections that one chat server holds
 * @param replicationFactor copies of what is stored
 * @param peakFactor peak over average message rate
 * @param metadataPerMessage stored beside the payload of each message
 * @param heartbeatInterval time between two heartbeats of a connection
 * @param shardSize what one shard of the message store takes
 */
public record Estimate(
    String name,
    String title,
    Sourced<Count> users,
    Sourced<Count> messagesPerUserPerDay,
    Sourced<DataSize> messageSize,
    Sourced<DataSize> mediaPerUserPerDay,
    Sourced<Count> concurrentShare,
    Sourced<TimeSpan> retention,
    Sourced<Count> connectionsPerServer,
    Sourced<Count> replicationFactor,
    Sourced<Count> peakFactor,
    Sourced<DataSize> metadataPerMessage,
    Sourced<TimeSpan> heartbeatInterval,
    Sourced<DataSize> shardSize) {

  /** The five documents, in their order. */
  public static final List<String> PRESETS = List.of("s0", "s1", "s2", "s3", "s4");

  /** The inputs that a document states. */
  public static Estimate preset(String document) {
    return Design.preset(document).estimate();
  }

  public Count messagesPerDay() {
    return Traffic.messagesPerDay(users.value().value(), messagesPerUserPerDay.value().value());
  }

  public EventRate averageMessageRate() {
    return Traffic.averageMessageRate(messagesPerDay());
  }

  public EventRate peakMessageRate() {
    return Traffic.peakMessageRate(averageMessageRate(), peakFactor.value().value());
  }

  /** Text only. */
  public DataSize textPerDay() {
    return Traffic.payloadPerDay(messagesPerDay(), messageSize.value());
  }

  public DataSize mediaPerDay() {
    return Traffic.addedPerDay(users.value().value(), mediaPerUserPerDay.value());
  }

  /** Text and media. */
  public DataSize payloadPerDay() {
    return textPerDay().plus(mediaPerDay());
  }

  /** Text and media over the retention, one copy, without metadata. */
  public DataSize payloadKept() {
    return Storage.kept(payloadPerDay(), retention.value());
  }

  public Count connections() {
    return Connections.concurrent(users.value().value(), concurrentShare.value().value());
  }

  public Count servers() {
    return Connections.servers(connections().value(), connectionsPerServer.value().value());
  }
}

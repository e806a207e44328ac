package org.plumbline.messenger.node;

/** What a node does. One process may do all of it; a deployment gives each its own machines. */
public enum NodeRole {
  /** Keeps the devices' sessions: sockets and polls. */
  CHAT,
  /** Answers the HTTP routes and serves the web client. */
  API,
  /** Takes messages from the log: hands them over and stores them. */
  WORKER
}

// What this device knows, kept up by frames and by the lists that the node gives.
import { Thread } from "./thread.js";

const ACKS_GATHERED_MS = 100;
const GAP_RETRY_MS = 300;
const GAP_TRIES_MAX = 8;
const MEMBERS_LATER_MS = 500;
const TYPING_SHOWN_MS = 6_000;

/**
 * Events: "threads" (the list changed), "thread" (detail: id; what is shown of it changed),
 * "presence" (detail: user), "friends", "incoming" (detail: message).
 */
export class Store extends EventTarget {
  #api;
  #send;
  #acks = new Map();
  #acksTimed = false;
  #gapTries = new Map();
  #loading = new Map();

  constructor(api, send) {
    super();
    this.#api = api;
    this.#send = send;
    this.threads = new Map();
    this.presence = new Map();
    this.friends = { friends: [], incoming: [], outgoing: [] };
    this.nextThreads = null;
    this.open = null;
  }

  get me() {
    return this.#api.user;
  }

  thread(id) {
    let thread = this.threads.get(id);
    if (!thread) {
      thread = new Thread(id);
      this.threads.set(id, thread);
    }
    return thread;
  }

  /** The threads of the list, the one with the newest message first. */
  list() {
    return [...this.threads.values()]
      .filter((each) => each.last || each.lastSeq >= 0 || each.isGroup || each === this.open)
      .sort((a, b) => (b.last?.sent_at ?? 0) - (a.last?.sent_at ?? 0) || b.lastSeq - a.lastSeq);
  }

  /** A session stands: the list anew, and what the opened threads missed. */
  async live() {
    this.#acks.size && this.#sendAcks();
    this.#syncOpened();
    await Promise.allSettled([this.loadThreads(null), this.loadFriends(), this.loadGroups()]);
  }

  #syncOpened() {
    const cursors = {};
    for (const thread of this.threads.values()) {
      if (thread.loaded && Object.keys(cursors).length < 500) {
        cursors[thread.id] = thread.cursor;
      }
    }
    if (Object.keys(cursors).length) {
      this.#send({ type: "SYNC", named_only: true, cursors });
    }
  }

  async loadThreads(cursor) {
    const { threads, next } = await this.#api.threads(cursor);
    for (const row of threads) {
      const thread = this.thread(row.thread_id);
      thread.lastSeq = Math.max(thread.lastSeq, row.last_seq);
      thread.unread = row.unread ?? 0;
      row.last_message && thread.notice(row.last_message);
      for (const [status, of] of [["DELIVERED", row.delivered], ["READ", row.read]]) {
        for (const [user_id, seq] of Object.entries(of ?? {})) {
          thread.receipt({ status, user_id, seq });
        }
      }
      if (thread.unread > 0) {
        this.#delivered(thread.id, row.last_seq);
      }
    }
    this.nextThreads = next ?? null;
    this.#tell("threads");
    await Promise.allSettled(this.list().slice(0, 20).map((each) => this.#complete(each)));
  }

  // A list without the words of the last message: the newest are read one by one.
  async #complete(thread) {
    if (thread.isGroup && !thread.members) {
      await this.loadMembers(thread.id).catch(() => {});
    }
    if (!thread.last && thread.lastSeq >= 0) {
      const { messages } = await this.#api.history(thread.id, { limit: 5 });
      messages.forEach((each) => thread.notice(each));
      this.#tell("threads");
    }
  }

  async loadFriends() {
    const names = (list) => (list ?? []).map((each) => each.user_id);
    const [friends, { incoming, outgoing }] = await Promise.all([this.#api.friends(), this.#api.requests()]);
    this.friends = { friends: names(friends), incoming: names(incoming), outgoing: names(outgoing) };
    this.#tell("friends");
  }

  /** The names of this user's groups. */
  async loadGroups() {
    for (const group of await this.#api.groups()) {
      this.thread(group.thread_id).title = group.name;
      this.#tell("thread", group.thread_id);
    }
    this.#tell("threads");
  }

  /** Who is in a group. */
  async loadMembers(id) {
    const thread = this.thread(id);
    thread.roles = new Map((await this.#api.members(id)).map((each) => [each.user_id, each.role]));
    thread.members = [...thread.roles.keys()];
    this.#tell("thread", id);
  }

  /** Reads the newest page of a thread, once. */
  load(id) {
    const thread = this.thread(id);
    if (thread.loaded) {
      return Promise.resolve(thread);
    }
    if (!this.#loading.has(id)) {
      const reading = this.#api
        .history(id, { seen: thread.lastSeq })
        .catch((problem) => (problem.status === 503 ? this.#api.history(id) : Promise.reject(problem)))
        .catch((problem) => (problem.status === 404 ? { messages: [], next: null } : Promise.reject(problem)))
        .then(({ messages, next }) => {
          thread.open(messages, next);
          this.#gap(thread);
          this.#tell("thread", id);
          return thread;
        })
        .finally(() => this.#loading.delete(id));
      this.#loading.set(id, reading);
    }
    return this.#loading.get(id);
  }

  async loadOlder(thread) {
    const before = thread.older;
    if (before === null) {
      return;
    }
    thread.older = null;
    try {
      const { messages, next } = await this.#api.history(thread.id, { before });
      thread.prepend(messages, next);
    } catch (problem) {
      thread.older = before;
      throw problem;
    }
  }

  /** The user has the thread before his eyes. */
  markRead(thread) {
    const upTo = Math.max(thread.cursor, thread.unread > 0 ? thread.lastSeq : -1);
    if (upTo > (thread.read.get(this.me) ?? -1)) {
      if (this.#send({ type: "MESSAGE_ACK", thread_id: thread.id, seq: upTo, status: "READ" })) {
        thread.receipt({ status: "READ", user_id: this.me, seq: upTo });
      }
    }
    if (thread.unread > 0) {
      thread.unread = 0;
      this.#tell("threads");
    }
  }

  /** What a frame changes. */
  take(frame) {
    switch (frame.type) {
      case "RECEIVE_MESSAGE":
        this.#received(frame);
        break;
      case "SYNC_PAGE": {
        const thread = this.thread(frame.thread_id);
        thread.takeStored(frame.messages);
        frame.messages.length && this.#delivered(thread.id, frame.messages.at(-1).seq);
        this.#gapTries.delete(thread.id);
        frame.more ? this.#sync(thread) : this.#gap(thread);
        this.#tell("thread", thread.id);
        break;
      }
      case "RESYNC":
        this.live();
        break;
      case "MESSAGE_ACK":
        frame.status !== "SENT" && this.#receipt(frame);
        break;
      case "PRESENCE_UPDATE":
        this.presence.set(frame.user_id, { online: frame.status === "online", lastSeen: frame.last_seen ?? null });
        this.#tell("presence", frame.user_id);
        break;
      case "TYPING":
        this.#typing(frame);
        break;
    }
  }

  #received(message) {
    const thread = this.thread(message.thread_id);
    if (message.seq <= thread.lastSeq && thread.loaded && message.seq <= thread.cursor) {
      return;
    }
    const fresh = message.seq > thread.lastSeq;
    const missing = thread.take(message, this.me, this.#api.device);
    this.#delivered(thread.id, thread.loaded ? thread.cursor : message.seq);
    thread.typing.delete(message.sender_id);
    if (message.kind === "membership") {
      this.#regrouped(thread, message);
    }
    if (fresh && message.sender_id !== this.me && message.kind !== "edit" && message.kind !== "deletion") {
      thread.unread++;
      this.#tell("incoming", message);
    }
    missing && this.#gap(thread);
    this.#tell("threads");
    this.#tell("thread", thread.id);
  }

  #regrouped(thread, message) {
    if (message.change === "created" || message.change === "renamed") {
      thread.title = message.text;
    } else if (!thread.title) {
      this.loadGroups().catch(() => {});
    }
    // A moment later, when the list has the change as well.
    setTimeout(() => this.loadMembers(thread.id).catch(() => {}), MEMBERS_LATER_MS);
  }

  sent(item, frame) {
    this.thread(item.thread_id).sent(item, frame, this.me);
    this.#tell("threads");
    this.#tell("thread", item.thread_id);
  }

  #receipt(frame) {
    const thread = this.thread(frame.thread_id);
    thread.receipt(frame);
    // Another device of this user read it.
    if (frame.status === "READ" && frame.user_id === this.me && frame.seq >= thread.lastSeq) {
      thread.unread = 0;
      this.#tell("threads");
    }
    this.#tell("thread", thread.id);
  }

  #typing({ thread_id, user_id, active }) {
    const thread = this.thread(thread_id);
    clearTimeout(thread.typing.get(user_id));
    thread.typing.delete(user_id);
    if (active && user_id !== this.me) {
      const over = () => {
        thread.typing.delete(user_id);
        this.#tell("thread", thread_id);
      };
      thread.typing.set(user_id, setTimeout(over, TYPING_SHOWN_MS));
    }
    this.#tell("thread", thread_id);
  }

  // The store behind the node may lag: asked again a little later, some times, then passed over.
  #gap(thread) {
    if (!thread.loaded || thread.held.size === 0) {
      return;
    }
    const tries = (this.#gapTries.get(thread.id) ?? 0) + 1;
    this.#gapTries.set(thread.id, tries);
    if (tries > GAP_TRIES_MAX) {
      thread.takeStored([...thread.held.values()].map(({ message }) => ({ ...message, prev: -2 })));
      this.#gapTries.delete(thread.id);
      return;
    }
    setTimeout(() => thread.held.size && this.#sync(thread), tries === 1 ? 0 : GAP_RETRY_MS * 2 ** (tries - 2));
  }

  #sync(thread) {
    this.#send({ type: "SYNC", named_only: true, cursors: { [thread.id]: thread.cursor } });
  }

  #delivered(id, seq) {
    if (seq <= (this.#acks.get(id) ?? -1) || seq <= (this.thread(id).delivered.get(this.me) ?? -1)) {
      return;
    }
    this.#acks.set(id, seq);
    if (!this.#acksTimed) {
      this.#acksTimed = true;
      setTimeout(() => this.#sendAcks(), ACKS_GATHERED_MS);
    }
  }

  #sendAcks() {
    this.#acksTimed = false;
    for (const [id, seq] of this.#acks) {
      if (this.#send({ type: "MESSAGE_ACK", thread_id: id, seq, status: "DELIVERED" })) {
        this.thread(id).receipt({ status: "DELIVERED", user_id: this.me, seq });
        this.#acks.delete(id);
      }
    }
  }

  #tell(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

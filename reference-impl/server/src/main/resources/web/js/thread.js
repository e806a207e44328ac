// One thread as this device knows it: what is shown, in order, and what waits for a gap.

const HELD_MAX = 500;
const NONE = -1;

export class Thread {
  constructor(id) {
    this.id = id;
    this.isGroup = id.startsWith("g:");
    this.title = null;
    this.members = null;
    this.lastSeq = NONE;
    this.last = null;
    this.unread = 0;
    this.delivered = new Map();
    this.read = new Map();
    this.typing = new Map();
    this.shown = [];
    this.loaded = false;
    this.older = null;
    this.cursor = NONE;
    this.held = new Map();
    this.changes = new Map();
  }

  /** The other user of a direct thread. */
  peer(me) {
    if (this.isGroup) {
      return null;
    }
    return this.id.slice(2).split(":").find((each) => each !== me) ?? me;
  }

  /** A message came by itself; true when something is missing before it. */
  take(message, me, device) {
    this.notice(message);
    const own = message.run_user === me && message.run_device === device;
    const prev = own ? message.run_prev : message.prev;
    if (message.seq > this.cursor && this.held.size < HELD_MAX) {
      this.held.set(message.seq, { message, prev });
    }
    if (!this.loaded) {
      return false;
    }
    this.#ready();
    return this.held.size > 0;
  }

  /** A page of a sync: everything stored after the cursor, without a hole. */
  takeStored(page) {
    for (const message of page) {
      this.notice(message);
      if (message.seq > this.cursor) {
        this.held.set(message.seq, { message, prev: message.prev < NONE ? this.cursor : message.prev });
        this.#ready();
      }
    }
  }

  /** The newest page of the history, when the thread is opened. */
  open(messages, next) {
    // What was sent while the page was on its way stands behind it.
    const end = messages.at(-1)?.seq ?? NONE;
    this.shown = this.shown.filter((each) => each.seq > end);
    messages.forEach((each) => this.#place(each));
    this.cursor = Math.max(this.cursor, end);
    this.older = next;
    this.loaded = true;
    this.#ready();
  }

  /** An older page. */
  prepend(messages, next) {
    messages.forEach((each) => this.#place(each));
    this.older = next;
  }

  /** What this device sent itself stands now at this place. */
  sent(item, frame, me) {
    const message = {
      thread_id: this.id,
      message_id: frame.message_id,
      seq: frame.seq,
      sender_id: me,
      temp_id: item.temp_id,
      sent_at: item.sent_at,
      ...item.content,
    };
    this.notice(message);
    this.#place(message);
  }

  notice(message) {
    if (message.seq > this.lastSeq) {
      this.lastSeq = message.seq;
    }
    if (isBubble(message) && message.seq >= (this.last?.seq ?? NONE)) {
      this.last = message;
    }
    this.#change(message);
  }

  receipt(frame) {
    const cursors = frame.status === "READ" ? this.read : this.delivered;
    cursors.set(frame.user_id, Math.max(frame.seq, cursors.get(frame.user_id) ?? NONE));
    if (frame.status === "READ") {
      this.delivered.set(frame.user_id, Math.max(frame.seq, this.delivered.get(frame.user_id) ?? NONE));
    }
  }

  /** How far an own message got: sent, delivered or read, by all others that are known. */
  statusOf(seq, me) {
    const others = this.isGroup
      ? (this.members ?? []).filter((each) => each !== me)
      : [this.peer(me)];
    const all = (cursors) => others.length > 0 && others.every((each) => (cursors.get(each) ?? NONE) >= seq);
    if (all(this.read)) {
      return "read";
    }
    return all(this.delivered) ? "delivered" : "sent";
  }

  #ready() {
    for (const [seq, { message, prev }] of [...this.held].sort(([a], [b]) => a - b)) {
      if (seq > this.cursor && (prev < NONE || prev > this.cursor)) {
        return;
      }
      this.held.delete(seq);
      this.cursor = Math.max(this.cursor, seq);
      this.#place(message);
    }
  }

  /** In its order, once; an edit or a deletion changes the message that it names. */
  #place(message) {
    this.#change(message);
    if (!isBubble(message)) {
      return;
    }
    if (message.kind === "deleted") {
      message.deleted = true;
    }
    let at = this.shown.length;
    while (at > 0 && this.shown[at - 1].seq > message.seq) {
      at--;
    }
    const known = this.shown[at - 1]?.seq === message.seq;
    this.shown.splice(known ? at - 1 : at, known ? 1 : 0, message);
    const change = this.changes.get(message.seq);
    if (change && change.sender_id === message.sender_id) {
      apply(change, message);
    }
  }

  #change(message) {
    if (message.kind !== "edit" && message.kind !== "deletion") {
      return;
    }
    if ((this.changes.get(message.target)?.seq ?? NONE) <= message.seq) {
      this.changes.set(message.target, message);
    }
    for (const target of [this.shown.find((each) => each.seq === message.target), this.last]) {
      if (target?.seq === message.target && target.sender_id === message.sender_id) {
        apply(message, target);
      }
    }
  }
}

function apply(change, message) {
  if (change.kind === "deletion") {
    message.deleted = true;
    message.text = "";
  } else if (!message.deleted) {
    message.edited = true;
    message.text = change.text;
  }
}

/** Whether it is something to read, and no change of something else. */
export const isBubble = (message) => message.kind !== "edit" && message.kind !== "deletion";

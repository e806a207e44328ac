// Messages that were not acknowledged yet. They survive the page; a repeat says that it is one.
import { unique } from "./api.js";

const ACK_WITHIN_MS = 5_000;
const MESSAGES_MAX = 500;

/** Events: "change", "refused" (detail: {item, detail}). */
export class Outbox extends EventTarget {
  #key;
  #send;
  #items;
  #timers = new Map();

  constructor(user, device, send) {
    super();
    this.#key = `plumbline.outbox.${user}.${device}`;
    this.#send = send;
    this.#items = read(this.#key);
    adopt(`plumbline.outbox.${user}.`, this.#key, (items) => {
      this.#items = [...items, ...this.#items];
      this.#save();
      items.forEach((each) => this.#dispatch(each));
    });
  }

  of(threadId) {
    return this.#items.filter((each) => each.thread_id === threadId);
  }

  get size() {
    return this.#items.length;
  }

  /** Takes a message in; false when too many wait. */
  add(threadId, content) {
    if (this.#items.length >= MESSAGES_MAX) {
      return false;
    }
    const item = { thread_id: threadId, temp_id: unique(), attempt: 0, sent_at: Date.now(), content };
    this.#items.push(item);
    this.#save();
    this.#dispatch(item);
    return true;
  }

  /** A connection stands: all that waits goes out, in its order. */
  flush() {
    this.#items.forEach((each) => this.#dispatch(each));
  }

  /** The node has it; gives the item, or null when it was acknowledged before. */
  acknowledged(tempId) {
    const item = this.#items.find((each) => each.temp_id === tempId);
    if (item) {
      this.#take(item);
    }
    return item ?? null;
  }

  failed(frame) {
    const item = this.#items.find((each) => each.temp_id === frame.temp_id);
    if (!item) {
      return;
    }
    if (frame.retry_after_ms > 0 || !frame.definitely_not_done) {
      this.#later(item, frame.retry_after_ms || 1_000);
      return;
    }
    this.#take(item);
    this.dispatchEvent(new CustomEvent("refused", { detail: { item, detail: `${frame.code}: ${frame.detail}` } }));
  }

  #dispatch(item) {
    const sent = this.#send({
      type: "SEND_MESSAGE",
      thread_id: item.thread_id,
      temp_id: item.temp_id,
      ...(item.attempt > 0 ? { attempt: item.attempt + 1 } : {}),
      ...item.content,
    });
    if (sent) {
      item.attempt++;
      this.#save();
      this.#later(item, ACK_WITHIN_MS * 2 ** Math.min(item.attempt - 1, 3));
    }
  }

  #later(item, millis) {
    clearTimeout(this.#timers.get(item.temp_id));
    this.#timers.set(item.temp_id, setTimeout(() => this.#items.includes(item) && this.#dispatch(item), millis));
  }

  #take(item) {
    clearTimeout(this.#timers.get(item.temp_id));
    this.#timers.delete(item.temp_id);
    this.#items = this.#items.filter((each) => each !== item);
    this.#save();
  }

  #save() {
    if (this.#items.length) {
      localStorage.setItem(this.#key, JSON.stringify(this.#items));
    } else {
      localStorage.removeItem(this.#key);
    }
    this.dispatchEvent(new CustomEvent("change"));
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

// A tab holds a lock over its outbox as long as it lives: what nobody holds, a closed tab left.
async function adopt(prefix, own, take) {
  if (!navigator.locks) {
    return;
  }
  const forever = new Promise(() => {});
  navigator.locks.request(own, () => forever);
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && key !== own) {
      await navigator.locks.request(key, { ifAvailable: true }, (lock) => {
        if (lock) {
          const items = read(key);
          localStorage.removeItem(key);
          take(items);
        }
      });
    }
  }
}

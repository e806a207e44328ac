// One device's connection: ticket, socket, heartbeats, and coming back.

const FIRST_WINDOW_MS = 2_000;
const BASE_MS = 1_000;
const CAP_MS = 30_000;
const WELCOME_WITHIN_MS = 8_000;
const SILENT_INTERVALS_MAX = 2;
const TOKEN_ENDED = 1008;
const NOT_TO_COME_BACK = new Set([1002, 1003, 1007, 1009, 4009, 4400]);

/**
 * Events: "frame" (detail: the frame), "state" (detail: {state, retryAt, code}).
 * States: connecting, live, waiting, stopped.
 */
export class Connection extends EventTarget {
  #api;
  #socket = null;
  #timer = 0;
  #beat = 0;
  #failures = 0;
  #askedToWait = 0;
  #heardAt = 0;
  #stopped = true;

  constructor(api) {
    super();
    this.#api = api;
    addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#probe());
  }

  start() {
    this.#stopped = false;
    this.#dial();
  }

  stop() {
    this.#stopped = true;
    this.#drop();
    this.#say("stopped");
  }

  retryNow() {
    if (!this.#stopped && !this.#socket) {
      clearTimeout(this.#timer);
      this.#dial();
    }
  }

  /** True when it went out; whoever needs it to arrive repeats it. */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #say(state, more = {}) {
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...more } }));
  }

  async #dial() {
    this.#say("connecting");
    let socket;
    try {
      const ticket = await this.#api.ticket();
      socket = new WebSocket(`${this.#api.node().replace(/^http/, "ws")}/ws?ticket=${encodeURIComponent(ticket)}`);
    } catch (problem) {
      if (problem.status === 401) {
        this.#stopped = true;
        this.#say("stopped", { code: TOKEN_ENDED });
      } else {
        this.#comeBack(problem.retryAfterMs ?? 0);
      }
      return;
    }
    if (this.#stopped) {
      socket.close();
      return;
    }
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(socket), WELCOME_WITHIN_MS);
    socket.addEventListener("message", (event) => this.#take(socket, event.data));
    socket.addEventListener("close", (event) => this.#closed(socket, event.code));
  }

  #take(socket, text) {
    if (socket !== this.#socket) {
      return;
    }
    this.#heardAt = Date.now();
    const frame = JSON.parse(text);
    if (frame.type === "WELCOME") {
      clearTimeout(this.#timer);
      this.#failures = 0;
      this.#beat = setInterval(() => this.#heartbeat(frame.heartbeat_ms), frame.heartbeat_ms);
      this.#say("live", { node: frame.node });
    } else if (frame.type === "GOODBYE") {
      this.#askedToWait = frame.reconnect_after_ms;
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  #heartbeat(interval) {
    if (Date.now() - this.#heardAt > SILENT_INTERVALS_MAX * interval) {
      this.#lost(this.#socket);
    } else {
      this.send({ type: "HEARTBEAT" });
    }
  }

  // A page that slept finds out at once whether its socket still lives.
  #probe() {
    if (this.#socket) {
      this.send({ type: "HEARTBEAT" });
    } else {
      this.retryNow();
    }
  }

  #lost(socket) {
    socket?.close();
    this.#closed(socket, 1006);
  }

  #closed(socket, code) {
    if (socket !== this.#socket) {
      return;
    }
    this.#drop();
    if (code === TOKEN_ENDED) {
      this.#api.forgetToken();
    }
    if (NOT_TO_COME_BACK.has(code)) {
      this.#stopped = true;
      this.#say("stopped", { code });
    } else if (!this.#stopped) {
      this.#comeBack(this.#askedToWait);
    }
    this.#askedToWait = 0;
  }

  #drop() {
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  // Full jitter: the devices of a node that died must not come back all at once.
  #comeBack(askedMs) {
    this.#failures++;
    this.#api.nextNode();
    const range =
      this.#failures === 1 ? FIRST_WINDOW_MS : Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.#failures - 2, 10));
    const delay = askedMs + Math.random() * range;
    this.#say("waiting", { retryAt: Date.now() + delay });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dial(), delay);
  }
}

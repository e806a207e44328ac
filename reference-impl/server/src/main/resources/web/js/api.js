// Every route that this page calls, in one place.

const TIMEOUT_MS = 15_000;
const PAGES_MAX = 10;

const groupOf = (thread) => thread.slice(2);

/** A name that nobody else gives: a repeat of a request is recognised by it. */
export const unique = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(16).padStart(2, "0")).join("");

/** An answer other than 2xx, or none at all (status 0). */
export class Refused extends Error {
  constructor(status, code, detail, retryAfterMs = 0) {
    super(detail || code);
    Object.assign(this, { status, code, retryAfterMs });
  }
}

export class Api {
  #login = null;
  #nodes = [location.origin];
  #index = 0;
  #renewing = null;
  #onLogin;

  /** `onLogin` hears of every new login, so that it can be kept. */
  constructor(onLogin) {
    this.#onLogin = onLogin;
  }

  get user() {
    return this.#login?.user_id;
  }

  get device() {
    return this.#login?.device_id;
  }

  use(login) {
    this.#login = login;
  }

  node() {
    return this.#nodes[this.#index % this.#nodes.length];
  }

  nextNode() {
    this.#index++;
  }

  forgetToken() {
    if (this.#login) {
      this.#login.expiry_time = 0;
    }
  }

  // -- accounts

  register = (user, password) => this.#open("POST", "/user/v1/register", { user_id: user, password });

  async logIn(user, password, device) {
    const answer = await this.#open("POST", "/user/v1/auth", { user_id: user, password, device_id: device });
    return this.#loggedIn({ user_id: user, ...answer });
  }

  showCode = () => this.#open("POST", "/user/v1/qrCode/generate", {});

  /** Null while nobody has approved the code. */
  async claim({ qr_id, secret }, device) {
    const answer = await this.#open("POST", "/user/v1/qrCode/claim", { qr_id, secret, device_id: device });
    return answer.token ? this.#loggedIn(answer) : null;
  }

  scanned = (qr_id) => this.#call("POST", "/user/v1/qrCode/scan", { qr_id });
  approve = (qr_id) => this.#call("POST", "/user/v1/qrCode/approve", { qr_id });

  async logOut() {
    await this.#call("POST", "/user/v1/logout", {});
  }

  async ticket() {
    return (await this.#call("POST", "/user/v1/ticket", {})).ticket;
  }

  #loggedIn(login) {
    this.#login = login;
    this.#onLogin(login);
    return login;
  }

  // -- nodes

  async findNodes() {
    const { nodes = [] } = await this.#open("GET", "/nodes/v1");
    const others = nodes.map((each) => each.web).filter((each) => each !== location.origin);
    this.#nodes = [location.origin, ...others];
  }

  // -- threads

  threads = (cursor) =>
    this.#call("GET", `/thread/v1?order=recent&limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);

  history(thread, { before = null, seen = null, limit = 30 } = {}) {
    const query = new URLSearchParams({ limit });
    if (before !== null) {
      query.set("before", before);
    }
    if (seen !== null && seen >= 0) {
      query.set("seen", seen);
    }
    return this.#call("GET", `/thread/v1/${encodeURIComponent(thread)}/messages?${query}`);
  }

  /** Who has a message: DELIVERED or READ by user. */
  readers = (thread, seq) =>
    this.#call("GET", `/thread/v1/${encodeURIComponent(thread)}/messages/${seq}/readers?limit=100`);

  // -- friends

  friends = () => this.#pages("/user/v1/friend", "friends");
  requests = () => this.#call("GET", "/user/v1/friend/requests");
  befriend = (user) => this.#call("POST", "/user/v1/friend/add", { user_id: user });
  accept = (user) => this.#call("POST", "/user/v1/friend/accept", { user_id: user });
  reject = (user) => this.#call("POST", "/user/v1/friend/reject", { user_id: user });
  unfriend = (user) => this.#call("POST", "/user/v1/friend/remove", { user_id: user });

  // -- groups, by the name of their thread

  groups = () => this.#pages("/user/v1/group", "groups");
  members = (thread) => this.#pages(`/user/v1/group/${encodeURIComponent(groupOf(thread))}/members`, "members");
  createGroup = (name, users) => this.#call("POST", "/user/v1/group/create", { name, users, temp_id: unique() });
  invite = (thread, users) => this.#change("invite", thread, { users });
  expel = (thread, user) => this.#change("remove", thread, { users: [user] });
  leave = (thread) => this.#change("leave", thread, {});
  rename = (thread, name) => this.#change("rename", thread, { name });

  #change(what, thread, more) {
    return this.#call("POST", `/user/v1/group/${what}`, { group_id: groupOf(thread), temp_id: unique(), ...more });
  }

  // -- media

  beginUpload = (file) =>
    this.#call("POST", "/media/v1/uploads", { kind: file.type.split("/")[0], content_type: file.type, bytes: file.size });
  endUpload = (id) => this.#call("POST", `/media/v1/uploads/${encodeURIComponent(id)}/complete`, {});

  /** A signed address of what a message shows. */
  media = ({ media_id, thread_id, seq }) =>
    this.#call("GET", `/media/v1/${encodeURIComponent(media_id)}?thread_id=${encodeURIComponent(thread_id)}&seq=${seq}`);

  // -- how

  /** All pages of a list, up to a bound. */
  async #pages(path, field) {
    const found = [];
    let cursor = null;
    for (let page = 0; page < PAGES_MAX; page++) {
      const query = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await this.#call("GET", `${path}?limit=100${query}`);
      found.push(...(answer[field] ?? []));
      cursor = answer.next ?? null;
      if (cursor === null) {
        break;
      }
    }
    return found;
  }

  async #call(method, path, body) {
    await this.#renew();
    try {
      return await this.#open(method, path, body, this.#login?.token);
    } catch (problem) {
      if (problem.status !== 401 || !this.#login?.refresh_token) {
        throw problem;
      }
      this.forgetToken();
      await this.#renew();
      return this.#open(method, path, body, this.#login.token);
    }
  }

  // A token that is about to end is renewed first; callers that come together share one renewal.
  async #renew() {
    const login = this.#login;
    if (!login?.refresh_token || login.expiry_time * 1_000 > Date.now() + 30_000) {
      return;
    }
    this.#renewing ??= this.#open("POST", "/user/v1/refresh", { refresh_token: login.refresh_token })
      .then((answer) => this.#loggedIn({ ...login, ...answer }))
      .finally(() => (this.#renewing = null));
    await this.#renewing;
  }

  /** One try at each node: a node that is gone must not stop the page. */
  async #open(method, path, body, token) {
    let failure;
    for (let left = this.#nodes.length; left > 0; left--) {
      try {
        return await this.#ask(this.node() + path, method, body, token);
      } catch (problem) {
        failure = problem;
        if (problem.status !== 0) {
          throw problem;
        }
        this.nextNode();
      }
    }
    throw failure;
  }

  async #ask(url, method, body, token) {
    let response;
    try {
      response = await fetch(url, {
        method,
        headers: {
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        credentials: "omit",
        cache: "no-store",
      });
    } catch {
      throw new Refused(0, "UNREACHABLE", "The server cannot be reached.");
    }
    const text = await response.text();
    const answer = text ? parsed(text) : {};
    if (!response.ok) {
      const wait = Number(response.headers.get("Retry-After") ?? 0) * 1_000;
      throw new Refused(response.status, answer.code ?? "", answer.detail ?? `Status ${response.status}`, wait);
    }
    return answer;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

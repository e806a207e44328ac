// The messenger: list and chat side by side, or one of them on a narrow screen.
import { showChat } from "./chat.js";
import { Connection } from "./socket.js";
import { avatar, button, dialog, h, icon, toast } from "./dom.js";
import { newGroup } from "./groups.js";
import { Outbox } from "./outbox.js";
import { peopleDialog } from "./people.js";
import { Store } from "./store.js";
import { threadList } from "./list.js";

const WATCHED_MAX = 200;

export function showMessenger(root, api, onLogout) {
  const connection = new Connection(api);
  const send = (frame) => connection.send(frame);
  const store = new Store(api, send);
  const outbox = new Outbox(api.user, api.device, send);
  const banner = document.getElementById("banner");
  let countdown = 0;
  let watched = "";

  const context = { api, store, outbox, send, open, close };

  // -- what comes

  connection.addEventListener("frame", ({ detail: frame }) => {
    if (frame.type === "MESSAGE_ACK" && frame.status === "SENT") {
      const item = outbox.acknowledged(frame.temp_id);
      item && store.sent(item, frame);
    } else if (frame.type === "ERROR" && frame.temp_id) {
      outbox.failed(frame);
    } else if (frame.type === "ERROR" && frame.code !== "UNAVAILABLE") {
      toast(frame.detail);
    } else {
      store.take(frame);
    }
  });
  outbox.addEventListener("refused", ({ detail }) => toast(`Not sent: ${detail.detail}`));
  connection.addEventListener("state", ({ detail }) => {
    showState(detail);
    if (detail.state === "live") {
      watched = "";
      outbox.flush();
      store.live().then(watch);
    }
  });

  // -- presence of those in view

  function watch() {
    const users = [
      ...new Set([
        ...(store.open && !store.open.isGroup ? [store.open.peer(api.user)] : []),
        ...store.list().filter((each) => !each.isGroup).map((each) => each.peer(api.user)),
        ...store.friends.friends,
      ]),
    ].slice(0, WATCHED_MAX);
    if (users.join() !== watched && send({ type: "SUBSCRIBE_PRESENCE", users })) {
      watched = users.join();
    }
  }
  store.addEventListener("threads", watch);
  store.addEventListener("friends", watch);

  // -- the banner

  function showState({ state, retryAt, code, node }) {
    clearInterval(countdown);
    root.dataset.state = state;
    if (node) {
      root.dataset.node = node;
    }
    if (state === "live") {
      banner.hidden = true;
    } else if (state === "connecting") {
      say("Connecting…");
    } else if (state === "waiting") {
      const tick = () => say(`Connection lost. Trying again in ${Math.max(0, Math.ceil((retryAt - Date.now()) / 1_000))} s.`, "Try now");
      tick();
      countdown = setInterval(tick, 1_000);
    } else if (code === 4009) {
      say("This device is open in another place.", "Use it here", () => connection.start());
    } else if (code) {
      quit("Your login has ended. Please log in again.");
    }
  }

  function say(text, action = null, onclick = () => connection.retryNow()) {
    const same = action && banner.querySelector("button")?.textContent === action;
    banner.hidden = false;
    if (same) {
      banner.firstChild.textContent = text;
    } else {
      banner.replaceChildren(h("span", {}, text), ...(action ? [button(action, onclick)] : []));
    }
  }

  // -- the two panes

  const place = h("section", { class: "chat", "aria-label": "Chat" });
  let shown = null;

  function open(id) {
    shown?.();
    store.open = store.thread(id);
    root.classList.add("in-chat");
    shown = showChat(place, store.open, context);
    list.mark(id);
    watch();
  }

  function close() {
    const id = store.open?.id;
    shown?.();
    shown = null;
    store.open = null;
    root.classList.remove("in-chat");
    nothingOpen();
    list.mark(null);
    id && list.focus(id);
  }

  function nothingOpen() {
    place.replaceChildren(h("p", { class: "nothing" }, "Choose a chat, or find a friend."));
  }

  const list = threadList(context);

  function approveLogin() {
    const code = h("input", { id: "approve-code", autocomplete: "off", autocapitalize: "none", spellcheck: false, required: true });
    const problem = h("p", { class: "problem", role: "alert" });
    const approve = async (id) => {
      await api.approve(id);
      box.close();
      toast("The other device is logged in now.");
    };
    // Who asks is shown before anything is granted.
    const look = async (event) => {
      event.preventDefault();
      const id = code.value.trim();
      try {
        const asks = await api.scanned(id);
        const yes = button("Approve", () => approve(id).catch((refused) => (problem.textContent = refused.message)), { kind: "primary" });
        form.replaceChildren(
          h("p", {}, `A device at ${asks.address} asks to be logged in as you:`),
          h("p", { class: "quiet" }, asks.user_agent),
          h("p", {}, "Approve only if you see the code on a device of your own."),
          problem,
          yes,
          button("Do not approve", () => box.close()),
        );
        yes.focus();
      } catch (refused) {
        problem.textContent = refused.status === 404 ? "This code is wrong, or has ended." : refused.message;
      }
    };
    const form = h(
      "form",
      { onsubmit: look },
      h("label", { for: "approve-code" }, "Code that the other device shows"),
      code,
      problem,
      h("button", { type: "submit", class: "primary" }, "Continue"),
    );
    const box = dialog("Approve a login", form);
  }

  async function quit(note = null) {
    connection.stop();
    shown?.();
    clearInterval(countdown);
    removeEventListener("keydown", onKey);
    banner.hidden = true;
    root.classList.remove("in-chat");
    document.querySelectorAll("dialog").forEach((each) => each.close());
    onLogout(note);
  }

  async function logOut() {
    await api.logOut().catch(() => {});
    quit();
  }

  function onKey(event) {
    if (event.key === "Escape" && store.open && !document.querySelector("dialog[open]") && !event.defaultPrevented) {
      close();
    }
  }
  addEventListener("keydown", onKey);

  const requests = h("span", { class: "badge", hidden: true });
  const people = button("Friends", () => peopleDialog(context), { face: icon("people"), kind: "plain" });
  people.append(requests);
  store.addEventListener("friends", () => {
    const count = store.friends.incoming.length;
    requests.hidden = count === 0;
    requests.textContent = count;
    people.setAttribute("aria-label", count ? `Friends, ${count} requests` : "Friends");
  });

  root.replaceChildren(
    h(
      "nav",
      { class: "side", "aria-label": "Chats" },
      h(
        "header",
        {},
        avatar(api.user),
        h("strong", { class: "grow cut" }, api.user),
        people,
        button("New group", () => newGroup(context), { face: icon("group"), kind: "plain" }),
        button("Approve a login", approveLogin, { face: icon("device"), kind: "plain" }),
        button("Log out", logOut, { face: icon("exit"), kind: "plain" }),
      ),
      list.element,
    ),
    place,
  );
  nothingOpen();
  connection.start();
}

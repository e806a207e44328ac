// One thread: its messages, who is typing, and where to write.
import { bubble, pending } from "./bubble.js";
import { avatar, button, h, icon, toast } from "./dom.js";
import { count, groupInfo } from "./groups.js";
import { titleOf } from "./list.js";
import { upload } from "./media.js";
import { day, lastSeen } from "./time.js";

const TYPING_AGAIN_MS = 3_000;
const TYPING_ENDS_MS = 5_000;
const NEAR_EDGE_PX = 120;

/** Shows the thread; gives a function that ends the view. */
export function showChat(place, thread, context) {
  const { api, store, outbox, send, close } = context;
  const me = api.user;
  const over = new AbortController();
  const messages = h("ol", { class: "messages", role: "log", "aria-live": "polite", "aria-label": "Messages" });
  const scroller = h("div", { class: "scroll conversation", tabindex: "0", role: "region", "aria-label": "Conversation" }, messages);
  const subtitle = h("span", { class: "quiet cut" });
  const name = h("h1", { class: "cut", tabindex: "-1" });
  const face = h("span", {});
  const editingNote = h("div", { class: "editing", hidden: true });
  const progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "Upload" });
  let editing = null;
  let planned = false;
  let loadingOlder = false;

  // -- writing

  const text = h("textarea", { rows: 1, "aria-label": "Message", placeholder: "Message", maxLength: 8192, enterkeyhint: "send" });
  const file = h("input", { type: "file", accept: "image/*,video/*", hidden: true, tabindex: "-1", "aria-label": "Image or video" });
  let typingSince = 0;
  let typingEnds = 0;

  function typing(active) {
    clearTimeout(typingEnds);
    if (!active) {
      typingSince && send({ type: "TYPING", thread_id: thread.id, active: false });
      typingSince = 0;
      return;
    }
    typingEnds = setTimeout(() => typing(false), TYPING_ENDS_MS);
    if (Date.now() - typingSince > TYPING_AGAIN_MS) {
      typingSince = Date.now();
      send({ type: "TYPING", thread_id: thread.id, active: true });
    }
  }

  function grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  function submit(event) {
    event?.preventDefault();
    const words = text.value.trim();
    if (!words) {
      return;
    }
    const content = editing ? { kind: "edit", target: editing.seq, text: words } : { text: words };
    if (!outbox.add(thread.id, content)) {
      toast("Too many messages wait to be sent.");
      return;
    }
    text.value = "";
    edit(null);
    grow();
    typing(false);
    draw();
    toBottom();
  }

  function edit(message) {
    editing = message;
    editingNote.hidden = !message;
    if (message) {
      editingNote.replaceChildren(
        h("span", { class: "grow cut" }, "Editing: " + message.text),
        button("Cancel editing", () => edit(null), { face: icon("close"), kind: "plain" }),
      );
      text.value = message.text;
      text.focus();
      grow();
    } else if (document.activeElement !== text) {
      text.focus();
    }
  }

  text.addEventListener("input", () => {
    grow();
    typing(text.value !== "" && !editing);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      submit(event);
    } else if (event.key === "Escape" && editing) {
      text.value = "";
      edit(null);
      event.preventDefault();
    }
  });

  async function attach(chosen) {
    if (!chosen) {
      return;
    }
    progress.hidden = false;
    try {
      const content = await upload(api, chosen, (part) => (progress.value = part));
      outbox.add(thread.id, { ...content, text: text.value.trim() });
      text.value = "";
      grow();
      draw();
      toBottom();
    } catch (refused) {
      toast(`Not uploaded: ${refused.message}`);
    } finally {
      progress.hidden = true;
      file.value = "";
    }
  }
  file.addEventListener("change", () => attach(file.files[0]));
  text.addEventListener("paste", (event) => {
    const pasted = [...event.clipboardData.files].find((each) => /^(image|video)\//.test(each.type));
    if (pasted) {
      event.preventDefault();
      attach(pasted);
    }
  });

  // -- showing

  const actions = {
    edit,
    remove: (message) => outbox.add(thread.id, { kind: "deletion", target: message.seq }),
    readers: async (message) =>
      (await api.readers(thread.id, message.seq)).readers
        .filter((each) => each.status === "READ" && each.user_id !== me)
        .map((each) => each.user_id),
  };

  function head() {
    const title = titleOf(thread, me);
    const presence = thread.isGroup ? null : store.presence.get(thread.peer(me));
    name.textContent = title;
    face.replaceChildren(avatar(title, thread.isGroup ? null : (presence?.online ?? false)));
    const writing = [...thread.typing.keys()];
    subtitle.classList.toggle("typing", writing.length > 0);
    if (writing.length) {
      subtitle.textContent = thread.isGroup ? `${writing.join(", ")} typing…` : "typing…";
    } else if (thread.isGroup) {
      subtitle.textContent = thread.members ? count(thread.members.length) : "";
    } else {
      subtitle.textContent = presence?.online ? "online" : presence?.lastSeen ? lastSeen(presence.lastSeen) : "";
    }
  }

  // A bubble is drawn again only when something of it changed.
  const drawn = new Map();

  function draw() {
    planned = false;
    head();
    const wasAtBottom = isAtBottom();
    const rows = [];
    let lastDay = "";
    let lastSender = null;
    for (const message of thread.shown) {
      const today = day(message.sent_at);
      if (today !== lastDay) {
        rows.push(row(`day-${today}`, today, () => h("li", { class: "day" }, today)));
        lastDay = today;
        lastSender = null;
      }
      const status = message.sender_id === me ? thread.statusOf(message.seq, me) : "";
      const first = message.sender_id !== lastSender;
      const state = [message.text, message.edited, message.deleted, status, first].join("|");
      rows.push(row(`m-${message.seq}`, state, () => bubble(message, { me, api, first, status, group: thread.isGroup, actions })));
      lastSender = message.kind === "membership" ? null : message.sender_id;
    }
    for (const item of outbox.of(thread.id)) {
      rows.push(row(`p-${item.temp_id}`, "", () => pending(item)));
    }
    if (thread.loaded && rows.length === 0) {
      rows.push(row("none", "", () => h("li", { class: "day" }, "No messages yet.")));
    }
    const stay = new Set(rows);
    [...messages.children].forEach((each) => stay.has(each) || each.remove());
    rows.forEach((each, index) => messages.children[index] === each || messages.insertBefore(each, messages.children[index] ?? null));
    if (wasAtBottom) {
      toBottom();
    }
    seen();
  }

  function row(key, state, make) {
    const before = drawn.get(key);
    if (before?.state === state) {
      return before.element;
    }
    const element = make();
    drawn.set(key, { state, element });
    return element;
  }

  function plan() {
    if (!planned) {
      planned = true;
      requestAnimationFrame(() => planned && draw());
      setTimeout(() => planned && draw(), 200);
    }
  }

  const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_EDGE_PX;
  const toBottom = () => (scroller.scrollTop = scroller.scrollHeight);

  // Read is what a person can see: the page is in front and the newest message in view.
  function seen() {
    if (!over.signal.aborted && thread.loaded && !document.hidden && document.hasFocus() && isAtBottom()) {
      store.markRead(thread);
    }
  }

  async function older() {
    if (loadingOlder || thread.older === null || scroller.scrollTop > NEAR_EDGE_PX) {
      return;
    }
    loadingOlder = true;
    const fromBottom = scroller.scrollHeight - scroller.scrollTop;
    try {
      await store.loadOlder(thread);
      draw();
      scroller.scrollTop = scroller.scrollHeight - fromBottom;
    } catch (refused) {
      toast(refused.message);
    } finally {
      loadingOlder = false;
    }
  }

  scroller.addEventListener("scroll", () => {
    older();
    seen();
  }, { passive: true });
  messages.addEventListener("load", () => isAtBottom() && toBottom(), { capture: true });
  for (const [target, type] of [[window, "focus"], [document, "visibilitychange"]]) {
    target.addEventListener(type, seen, { signal: over.signal });
  }
  store.addEventListener("thread", ({ detail }) => (detail === thread.id || detail === null) && plan(), { signal: over.signal });
  store.addEventListener("presence", head, { signal: over.signal });
  outbox.addEventListener("change", plan, { signal: over.signal });
  const minute = setInterval(head, 30_000);

  place.replaceChildren(
    h(
      "header",
      {},
      button("Back to the chats", close, { face: icon("back"), kind: "plain back" }),
      face,
      h("div", { class: "grow line-up" }, name, subtitle),
      thread.isGroup && button("About this group", () => groupInfo(thread, context), { face: icon("info"), kind: "plain" }),
    ),
    scroller,
    h(
      "form",
      { class: "write", onsubmit: submit },
      editingNote,
      progress,
      h(
        "div",
        { class: "line" },
        file,
        button("Attach an image or a video", () => file.click(), { face: icon("clip"), kind: "plain" }),
        text,
        h("button", { type: "submit", class: "plain send", "aria-label": "Send", title: "Send" }, icon("send")),
      ),
    ),
  );
  head();
  text.focus();
  store
    .load(thread.id)
    .then(() => {
      draw();
      toBottom();
      seen();
    })
    .catch((refused) => toast(refused.message));

  return () => {
    over.abort();
    clearInterval(minute);
    typing(false);
  };
}

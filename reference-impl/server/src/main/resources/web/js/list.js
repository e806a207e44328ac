// The list of threads: who, the last words, how many are unread.
import { avatar, button, h } from "./dom.js";
import { brief } from "./time.js";

export const titleOf = (thread, me) => (thread.isGroup ? (thread.title ?? "Group") : thread.peer(me));

/** What a message says in one line. */
export function summary(message, me, isGroup) {
  if (!message) {
    return "";
  }
  const who = message.sender_id === me ? "You: " : isGroup ? `${message.sender_id}: ` : "";
  if (message.deleted) {
    return `${who}deleted a message`;
  }
  switch (message.kind) {
    case "image":
      return `${who}photo${message.text ? `, ${message.text}` : ""}`;
    case "video":
      return `${who}video${message.text ? `, ${message.text}` : ""}`;
    case "membership":
      return changeText(message, me);
    default:
      return who + message.text;
  }
}

/** A change of the group as a sentence. */
export function changeText(message, me) {
  const you = (user) => (user === me ? "you" : user);
  const who = message.sender_id === me ? "You" : message.sender_id;
  const users = (message.users ?? []).map(you).join(", ");
  switch (message.change) {
    case "created":
      return `${who} created the group “${message.text}”`;
    case "added":
      return `${who} added ${users}`;
    case "removed":
      return `${who} removed ${users}`;
    case "left":
      return `${who} left`;
    case "renamed":
      return `${who} named the group “${message.text}”`;
    case "role":
      return `${who} made ${users} ${message.role}`;
    default:
      return `${who} deleted the group`;
  }
}

export function threadList({ store, open }) {
  const rows = h("ul", { class: "threads" });
  const more = button("Show more chats", () => store.loadThreads(store.nextThreads), { kind: "link", hidden: true });
  const empty = h("p", { class: "nothing", hidden: true }, "No chats yet. Find a friend to begin.");
  const known = new Map();
  let marked = null;
  let planned = false;

  function row(thread) {
    const face = h("span", { class: "face" });
    const name = h("span", { class: "name cut" });
    const when = h("time", {});
    const words = h("span", { class: "words cut" });
    const unread = h("span", { class: "badge" });
    const control = h(
      "button",
      { type: "button", onclick: () => open(thread.id) },
      face,
      h("span", { class: "line" }, name, when),
      h("span", { class: "line" }, words, unread),
    );
    control.dataset.thread = thread.id;
    const item = h("li", {}, control);
    return {
      item,
      control,
      update() {
        const title = titleOf(thread, store.me);
        const presence = thread.isGroup ? null : (store.presence.get(thread.peer(store.me))?.online ?? false);
        face.replaceChildren(avatar(title, presence));
        name.textContent = title;
        when.textContent = thread.last ? brief(thread.last.sent_at) : "";
        words.textContent = thread.typing.size ? "typing…" : summary(thread.last, store.me, thread.isGroup);
        unread.hidden = thread.unread === 0;
        unread.textContent = thread.unread > 99 ? "99+" : thread.unread;
        control.setAttribute(
          "aria-label",
          `${title}${presence ? ", online" : ""}${thread.unread ? `, ${thread.unread} unread` : ""}. ${words.textContent}`,
        );
        thread.id === marked ? control.setAttribute("aria-current", "true") : control.removeAttribute("aria-current");
      },
    };
  }

  function draw() {
    planned = false;
    const list = store.list();
    const focused = document.activeElement?.dataset?.thread;
    list.forEach((thread, index) => {
      if (!known.has(thread.id)) {
        known.set(thread.id, row(thread));
      }
      const each = known.get(thread.id);
      each.update();
      if (rows.children[index] !== each.item) {
        rows.insertBefore(each.item, rows.children[index] ?? null);
      }
    });
    while (rows.children.length > list.length) {
      rows.lastChild.remove();
    }
    focused && known.get(focused)?.control.focus();
    more.hidden = store.nextThreads === null;
    empty.hidden = list.length > 0;
    const total = list.reduce((sum, each) => sum + each.unread, 0);
    document.title = total ? `(${total}) Plumbline` : "Plumbline";
  }

  function plan() {
    if (!planned) {
      planned = true;
      requestAnimationFrame(draw);
      setTimeout(() => planned && draw(), 200);
    }
  }

  for (const type of ["threads", "thread", "presence"]) {
    store.addEventListener(type, plan);
  }
  rows.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const controls = [...rows.querySelectorAll("button")];
      controls[controls.indexOf(document.activeElement) + step]?.focus();
      event.preventDefault();
    }
  });
  plan();

  return {
    element: h("div", { class: "scroll" }, rows, empty, more),
    mark(id) {
      marked = id;
      plan();
    },
    focus: (id) => known.get(id)?.control.focus(),
  };
}

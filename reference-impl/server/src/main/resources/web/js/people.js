// Friends: who they are, who asks to be one, and how to ask.
import { avatar, button, dialog, h, toast } from "./dom.js";

const directThread = (one, other) => `d:${[one, other].sort((a, b) => (a < b ? -1 : 1)).join(":")}`;

export function peopleDialog({ api, store, open }) {
  const over = new AbortController();
  const found = h("div", {});
  const user = h("input", { id: "friend", required: true, maxLength: 64, autocomplete: "off", autocapitalize: "none", spellcheck: false });

  async function attempt(work, note) {
    try {
      await work();
      note && toast(note);
      await store.loadFriends();
    } catch (refused) {
      toast(refused.message);
    }
  }

  function person(name, ...controls) {
    const online = store.presence.get(name)?.online ?? null;
    return h("li", {}, avatar(name, online), h("span", { class: "grow cut" }, name), ...controls);
  }

  function section(title, names, controls) {
    return names.length > 0 && [h("h3", {}, title), h("ul", { class: "people" }, names.map((name) => person(name, ...controls(name))))];
  }

  function draw() {
    const { friends, incoming, outgoing } = store.friends;
    const chat = (name) => {
      box.close();
      open(directThread(api.user, name));
    };
    found.replaceChildren(
      ...[
        section("Requests", incoming, (name) => [
          button("Accept", () => attempt(() => api.accept(name), `You and ${name} are friends now.`), { kind: "primary", "aria-label": `Accept ${name}` }),
          button("Decline", () => attempt(() => api.reject(name)), { "aria-label": `Decline ${name}` }),
        ]),
        section("Friends", friends, (name) => [
          button("Chat", () => chat(name), { kind: "primary", "aria-label": `Chat with ${name}` }),
          button("Remove", () => attempt(() => api.unfriend(name)), { "aria-label": `Remove ${name}` }),
        ]),
        section("Asked", outgoing, (name) => [button("Withdraw", () => attempt(() => api.unfriend(name)), { "aria-label": `Withdraw the request to ${name}` })]),
        friends.length + incoming.length + outgoing.length === 0 && h("p", { class: "quiet" }, "No friends yet: ask somebody by name."),
      ]
        .flat()
        .filter(Boolean),
    );
  }

  function ask(event) {
    event.preventDefault();
    const name = user.value.trim();
    attempt(() => api.befriend(name), `${name} was asked.`).then(() => (user.value = ""));
  }

  const box = dialog(
    "Friends",
    h("form", { class: "line", onsubmit: ask }, h("label", { for: "friend", class: "grow" }, "Name of a user", user), h("button", { type: "submit", class: "primary" }, "Ask")),
    found,
  );
  store.addEventListener("friends", draw, { signal: over.signal });
  store.addEventListener("presence", draw, { signal: over.signal });
  box.addEventListener("close", () => over.abort());
  draw();
  store.loadFriends().catch((refused) => toast(refused.message));
}

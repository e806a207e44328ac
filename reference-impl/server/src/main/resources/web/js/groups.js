// Groups: make one, see who is in it, invite, remove, rename, leave.
import { avatar, button, dialog, h, toast } from "./dom.js";
import { titleOf } from "./list.js";

/** "1 member", "2 members". */
export const count = (members) => `${members} ${members === 1 ? "member" : "members"}`;

function friendChoice(store, without = []) {
  const free = store.friends.friends.filter((each) => !without.includes(each));
  return h(
    "fieldset",
    {},
    h("legend", {}, "Friends to choose from"),
    free.length === 0 && h("p", { class: "quiet" }, "Nobody of your friends is left to choose."),
    free.map((name) => h("label", { class: "choice" }, h("input", { type: "checkbox", value: name }), avatar(name), h("span", { class: "cut" }, name))),
  );
}

const chosen = (choice) => [...choice.querySelectorAll("input:checked")].map((each) => each.value);

export function newGroup({ api, store, open }) {
  const title = h("input", { id: "group-name", required: true, maxLength: 100, autocomplete: "off" });
  const choice = friendChoice(store);
  async function create(event) {
    event.preventDefault();
    try {
      const made = await api.createGroup(title.value.trim(), chosen(choice));
      box.close();
      store.thread(made.thread_id).title = title.value.trim();
      open(made.thread_id);
      await store.loadMembers(made.thread_id);
    } catch (refused) {
      toast(refused.message);
    }
  }
  const box = dialog(
    "New group",
    h("form", { onsubmit: create }, h("label", { for: "group-name" }, "Name"), title, choice, h("button", { type: "submit", class: "primary" }, "Create")),
  );
}

export function groupInfo(thread, { api, store, close }) {
  const over = new AbortController();
  const body = h("div", {});

  async function attempt(work) {
    try {
      await work();
      await Promise.all([store.loadGroups(), store.loadMembers(thread.id)]);
    } catch (refused) {
      toast(refused.message);
    }
  }

  function member(name, mayRemove) {
    const role = thread.roles?.get(name);
    return h(
      "li",
      {},
      avatar(name),
      h("span", { class: "grow cut" }, name === api.user ? `${name} (you)` : name),
      role && role !== "member" && h("span", { class: "quiet" }, role),
      mayRemove && name !== api.user && button("Remove", () => attempt(() => api.expel(thread.id, name)), { "aria-label": `Remove ${name}` }),
    );
  }

  function draw() {
    const mine = thread.roles?.get(api.user);
    const leads = mine === "owner" || mine === "admin";
    const members = thread.members ?? [];
    const title = h("input", { id: "new-name", value: titleOf(thread, api.user), required: true, maxLength: 100, "aria-label": "Name of the group" });
    const invited = friendChoice(store, members);
    body.replaceChildren(
      ...[
        leads &&
          h(
            "form",
            { class: "line", onsubmit: (event) => (event.preventDefault(), attempt(() => api.rename(thread.id, title.value.trim()))) },
            title,
            h("button", { type: "submit" }, "Rename"),
          ),
        h("h3", {}, count(members.length)),
        h("ul", { class: "people" }, members.map((name) => member(name, leads))),
        h(
          "form",
          { onsubmit: (event) => (event.preventDefault(), chosen(invited).length && attempt(() => api.invite(thread.id, chosen(invited)))) },
          h("h3", {}, "Invite"),
          invited,
          h("button", { type: "submit" }, "Invite"),
        ),
        button("Leave the group", leave, { kind: "danger wide" }),
      ].filter(Boolean),
    );
  }

  async function leave() {
    try {
      await api.leave(thread.id);
      box.close();
      store.threads.delete(thread.id);
      close();
    } catch (refused) {
      toast(refused.message);
    }
  }

  const box = dialog("About this group", body);
  store.addEventListener("thread", ({ detail }) => detail === thread.id && draw(), { signal: over.signal });
  box.addEventListener("close", () => over.abort());
  draw();
  attempt(async () => {});
}

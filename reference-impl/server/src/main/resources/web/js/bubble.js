// One message as it is seen.
import { button, dialog, h, icon } from "./dom.js";
import { changeText } from "./list.js";
import { mediaView } from "./media.js";
import { clock } from "./time.js";

const TICKS = { waiting: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓" };

const ticks = (status) =>
  h("span", { class: `ticks ${status}`, role: "img", "aria-label": status, title: status }, TICKS[status]);

/** A message that stands in the thread. */
export function bubble(message, { me, api, first, status, group, actions }) {
  if (message.kind === "membership") {
    return h("li", { class: "day" }, changeText(message, me));
  }
  const own = message.sender_id === me;
  const item = h("li", { class: `bubble ${own ? "own" : "other"}${first ? " first" : ""}` });
  item.dataset.seq = message.seq;
  const isMedia = message.kind === "image" || message.kind === "video";
  const words = message.deleted
    ? h("p", { class: "quiet" }, "This message was deleted.")
    : message.text && h("p", { class: "text" }, message.text);
  item.append(
    ...[
      group && first && !own && h("strong", { class: "sender" }, message.sender_id),
      isMedia && !message.deleted && mediaView(api, message),
      words,
      h(
        "footer",
        {},
        message.edited && !message.deleted && h("span", {}, "edited"),
        h("time", { datetime: new Date(message.sent_at).toISOString() }, clock(message.sent_at)),
        own && !message.deleted && ticks(status),
      ),
      own && !message.deleted && menu(message, group, isMedia, actions),
    ].filter(Boolean),
  );
  return item;
}

/** A message that the node has not confirmed yet. */
export function pending(item) {
  const { kind, text } = item.content;
  const says = { deletion: "Deleting a message…", edit: `Changing a message: ${text}`, image: text || "Photo", video: text || "Video" };
  const element = h(
    "li",
    { class: "bubble own pending" },
    h("p", { class: "text" }, says[kind] ?? text),
    h("footer", {}, h("time", {}, clock(item.sent_at)), ticks("waiting")),
  );
  element.dataset.temp = item.temp_id;
  return element;
}

function menu(message, group, isMedia, actions) {
  const choose = (act) => () => {
    box.close();
    act();
  };
  let box;
  const open = () => {
    box = dialog(
      "Message",
      h(
        "div",
        { class: "choices" },
        !isMedia && button("Edit", choose(() => actions.edit(message))),
        button("Delete for all", choose(() => actions.remove(message)), { kind: "danger" }),
        group && readers(message, actions),
      ),
    );
  };
  return button("Message options", open, { face: icon("more"), kind: "plain options" });
}

/** Who has read it, as the node knows it. */
function readers(message, actions) {
  const says = h("p", { "aria-live": "polite" }, "Read by…");
  actions
    .readers(message)
    .then((users) => (says.textContent = users.length ? `Read by ${users.join(", ")}` : "Read by nobody yet"))
    .catch((refused) => (says.textContent = refused.message));
  return says;
}

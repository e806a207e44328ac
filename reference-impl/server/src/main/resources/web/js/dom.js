// Elements without markup in strings: text only ever becomes a text node.

/** An element; children that are strings become text, null, undefined and false are passed over. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "class") {
      element.className = value;
    } else if (name in element && typeof value !== "string") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** A button; the label is its accessible name, the face what is seen of it. */
export function button(label, onclick, { face = null, kind = "", ...more } = {}) {
  return h(
    "button",
    { type: "button", class: kind, "aria-label": face ? label : null, title: face ? label : null, onclick, ...more },
    face ?? label,
  );
}

const PATHS = {
  back: "M15 5l-7 7 7 7",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 9c0-4 3-6 7-6s7 2 7 6M17 11a3 3 0 1 0-1-6M18 14c3 0 5 2 5 5",
  group: "M12 5v14M5 12h14",
  exit: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  clip: "M20 11l-8 8a5 5 0 0 1-7-7l9-9a3.5 3.5 0 0 1 5 5l-9 9a2 2 0 0 1-3-3l8-8",
  send: "M4 12l16-8-6 16-3-7-7-1z",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.5v.5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  device: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2",
};

/** A small drawing; the control around it has the name. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A dialog that closes by Escape and by its button, and gives the focus back. */
export function dialog(title, ...content) {
  const heading = h("h2", { id: `title-${Math.random().toString(36).slice(2)}` }, title);
  const box = h(
    "dialog",
    { "aria-labelledby": heading.id, onclose: () => box.remove() },
    h("header", {}, heading, button("Close", () => box.close(), { face: icon("close"), kind: "plain" })),
    ...content,
  );
  document.body.append(box);
  box.showModal();
  return box;
}

/** Says something for a few seconds, also to a screen reader. */
export function toast(text) {
  document.querySelectorAll(".toast").forEach((each) => each.remove());
  const note = h("div", { class: "toast", role: "alert" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 6_000);
}

/** A round mark with the first letter of a name, in a colour of its own. */
export function avatar(name, online = null) {
  let hue = 0;
  for (const letter of name) {
    hue = (hue * 31 + letter.codePointAt(0)) % 360;
  }
  const mark = h("span", { class: "avatar", "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? "?");
  mark.style.setProperty("--hue", hue);
  if (online !== null) {
    mark.append(h("span", { class: online ? "dot online" : "dot" }));
  }
  return mark;
}

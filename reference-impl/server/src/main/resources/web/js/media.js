// Images and videos: to the object store by a signed address, and back the same way.
import { h } from "./dom.js";
import { size } from "./time.js";

const KEPT_MAX = 100;
const addresses = new Map();

/** Uploads a file and gives the content of a message that refers to it. */
export async function upload(api, file, onProgress) {
  const kind = file.type.startsWith("image/") ? "image" : file.type.startsWith("video/") ? "video" : null;
  if (!kind) {
    throw new Error("only images and videos can be sent");
  }
  const begun = await api.beginUpload(file);
  await put(begun, file, onProgress);
  await api.endUpload(begun.media_id);
  return { kind, media_id: begun.media_id };
}

// XMLHttpRequest, since fetch tells nothing of an upload's progress.
function put(begun, file, onProgress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(begun.method, begun.url);
    for (const [name, value] of Object.entries(begun.headers)) {
      if (!/^(host|content-length)$/i.test(name)) {
        request.setRequestHeader(name, value);
      }
    }
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? done() : failed(new Error(`the store answered ${request.status}`)));
    request.onerror = () => failed(new Error("the store cannot be reached"));
    request.send(file);
  });
}

async function addressOf(api, message) {
  const id = message.media_id;
  const known = addresses.get(id);
  if (known && known.until > Date.now()) {
    return known.url;
  }
  const answer = await api.media(message);
  addresses.set(id, { url: answer.url, until: Date.now() + Math.max(10, answer.expires_in - 10) * 1_000 });
  if (addresses.size > KEPT_MAX) {
    addresses.delete(addresses.keys().next().value);
  }
  return answer.url;
}

/** The picture or the video of a message. */
export function mediaView(api, message) {
  const image = message.kind === "image";
  const label = message.text || (image ? "Photo" : "Video");
  const view = image
    ? h("img", { class: "media", alt: label, decoding: "async" })
    : h("video", { class: "media", controls: true, preload: "metadata", "aria-label": label });
  const frame = h("figure", { class: "frame" }, view);
  const show = () =>
    addressOf(api, message)
      .then((url) => (view.src = url))
      .catch(() => frame.replaceChildren(h("p", { class: "quiet" }, `${label}, ${size(message.bytes ?? 0)}: not available now`)));
  // A signed address ends: one that no longer works is asked for anew, once.
  view.addEventListener("error", () => {
    addresses.delete(message.media_id);
    show();
  }, { once: true });
  show();
  return frame;
}

// Who is here, and which of the two views stands: the login or the messenger.
import { Api } from "./api.js";
import { h } from "./dom.js";
import { showLogin } from "./login.js";
import { showMessenger } from "./messenger.js";

const KEY = "plumbline.login";
const app = document.getElementById("app");

// A session of its own for each tab: two tabs are two devices.
const kept = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  },
  write: (login) => sessionStorage.setItem(KEY, JSON.stringify(login)),
  clear: () => sessionStorage.removeItem(KEY),
};

const api = new Api((login) => kept.write(login));

function login(note = null) {
  kept.clear();
  api.use(null);
  app.replaceChildren();
  showLogin(app, api, messenger, note);
}

function messenger() {
  app.replaceChildren(h("p", { class: "loading" }, "Connecting…"));
  showMessenger(app, api, login);
}

await api.findNodes().catch(() => {});
const earlier = kept.read();
if (earlier?.token && (earlier.refresh_token || earlier.expiry_time * 1_000 > Date.now())) {
  api.use(earlier);
  messenger();
} else {
  login();
}

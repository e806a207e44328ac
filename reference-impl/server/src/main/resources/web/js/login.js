// Logging in: with a password, with a new account, or by a code that a logged-in device approves.
import { button, h } from "./dom.js";
import { qrCanvas } from "./qr.js";

const ASK_EVERY_MS = 1_000;

const deviceName = () => `web-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (each) => each.toString(16).padStart(2, "0")).join("")}`;

export function showLogin(root, api, onLogin, note) {
  const problem = h("p", { class: "problem", role: "alert" }, note ?? "");
  const user = h("input", { id: "user", name: "username", autocomplete: "username", required: true, maxLength: 64, autocapitalize: "none", spellcheck: false });
  const password = h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true, minLength: 8, maxLength: 128 });
  const submit = h("button", { type: "submit", class: "primary" }, "Log in");
  let registering = false;

  const swap = button("Create an account", () => {
    registering = !registering;
    submit.textContent = registering ? "Create account" : "Log in";
    swap.textContent = registering ? "I have an account" : "Create an account";
    password.autocomplete = registering ? "new-password" : "current-password";
    problem.textContent = "";
    user.focus();
  }, { kind: "link" });

  async function logIn(event) {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = "";
    try {
      if (registering) {
        await api.register(user.value.trim(), password.value);
      }
      await api.logIn(user.value.trim(), password.value, deviceName());
      stop();
      onLogin();
    } catch (refused) {
      problem.textContent = refused.status === 401 ? "User or password is wrong." : refused.message;
    } finally {
      submit.disabled = false;
    }
  }

  const code = h("div", { class: "code" });
  const codeButton = button("Log in with a code", () => show(), { kind: "link" });
  let showing = 0;

  function stop() {
    showing++;
  }

  async function show() {
    const mine = ++showing;
    codeButton.hidden = true;
    const device = deviceName();
    try {
      const shown = await api.showCode();
      const until = Date.now() + shown.expires_in * 1_000;
      code.replaceChildren(
        qrCanvas(shown.qr_id, "Login code"),
        h("p", {}, "On a device that is logged in, choose “Approve a login” and scan or type this code:"),
        h("code", { id: "login-code" }, shown.qr_id),
      );
      while (mine === showing && Date.now() < until) {
        await new Promise((wake) => setTimeout(wake, ASK_EVERY_MS));
        if (mine === showing && (await api.claim(shown, device))) {
          stop();
          onLogin();
          return;
        }
      }
      if (mine === showing) {
        code.replaceChildren(h("p", {}, "The code has ended."), button("Show a new code", () => show()));
      }
    } catch (refused) {
      code.replaceChildren(h("p", { class: "problem", role: "alert" }, refused.message), button("Try again", () => show()));
    }
  }

  root.append(
    h(
      "main",
      { class: "login" },
      h("h1", {}, "Plumbline"),
      h("p", { class: "quiet" }, "The reference messenger"),
      h(
        "form",
        { onsubmit: logIn },
        h("label", { for: "user" }, "User"),
        user,
        h("label", { for: "password" }, "Password"),
        password,
        problem,
        submit,
        swap,
        codeButton,
      ),
      code,
    ),
  );
  user.focus();
}

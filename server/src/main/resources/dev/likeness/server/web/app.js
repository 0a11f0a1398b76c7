// @ts-check
// The shell: pages by address, language, theme, and the key.
import { el, icon, toast } from "./dom.js";
import { buttonRow, closeButton, openDialog } from "./dialog.js";
import { language, onLanguage, problem, speak, t } from "./words.js";
import { forgetKey, get, hasKey, keyStart, onKeyLost, post, useKey } from "./api.js";
import { forgetAll, set, setting } from "./keep.js";
import { studio } from "./studio.js";

const PAGES = { studio, lab: null, books: null, engines: null, service: null };
const main = document.getElementById("main");
const made = new Map();
let shown = null;

// ---- theme, before anything is seen
const dark = matchMedia("(prefers-color-scheme: light)");
const theme = (name) => {
  document.documentElement.dataset.theme = name;
};
theme(setting("theme", dark.matches ? "light" : "dark"));

// ---- frame
document.getElementById("skip").textContent = t("skip");
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
const nav = document.getElementById("nav");
nav.dataset.tLabel = "nav.label";
nav.setAttribute("aria-label", t("nav.label"));
nav.append(
  ...Object.keys(PAGES).map((page) =>
    el("a", { href: `#/${page}`, t: `nav.${page}`, data: { page }, hidden: page === "service" }),
  ),
  el("a", { href: "/docs", t: "nav.docs" }),
);
document.getElementById("tools").append(
  el(
    "button",
    { class: "round", label: "tool.language", on: { click: () => speak(language() === "zh" ? "en" : "zh") } },
    icon("globe"),
  ),
  el(
    "button",
    {
      class: "round",
      label: "tool.theme",
      on: {
        click: () => {
          const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
          set("theme", next);
          theme(next);
        },
      },
    },
    icon("moon"),
  ),
  el("button", { class: "round", label: "tool.key", on: { click: keyDialog } }, icon("key")),
);

// ---- key
function keyDialog() {
  openDialog("tool.key", (dialog) => [
    el("p", {}, `${t("key.have")} ${keyStart()}…`),
    buttonRow(
      el("button", {
        class: "danger",
        t: "key.forget",
        on: {
          click: async () => {
            forgetKey();
            sessionStorage.clear();
            await forgetAll();
            location.reload();
          },
        },
      }),
      closeButton(dialog),
    ),
  ]);
}

function gate(message = "") {
  made.clear();
  shown = null;
  const note = el("p", { class: "refusal", role: "alert", hidden: !message }, message);
  const field = el("input", { type: "password", id: "key", autocomplete: "off", spellcheck: "false", required: true });
  const remember = el("input", { type: "checkbox", id: "remember", checked: true });
  const enter = async (event) => {
    event.preventDefault();
    useKey(field.value, remember.checked);
    try {
      await get("/v1/templates");
      route();
    } catch (error) {
      forgetKey();
      note.textContent = problem(error);
      note.hidden = false;
    }
  };
  main.replaceChildren(
    el(
      "form",
      { class: "gate", on: { submit: enter } },
      el("img", { src: "/web/icon.svg", alt: "", width: 56, height: 56 }),
      el("h1", { t: "key.title" }),
      el("p", { t: "key.tells" }),
      note,
      el("label", { for: "key", t: "key.field" }),
      field,
      el("label", { class: "check", for: "remember" }, remember, el("span", { t: "key.remember" })),
      el("button", { class: "primary big", t: "key.use" }),
      el("p", { class: "dim small", t: "key.how" }),
      el("code", {}, "./likeness keys create --name studio"),
    ),
  );
}

onKeyLost((refused) => {
  if (hasKey()) {
    forgetKey();
    gate(`${t("key.lost")} ${refused.message}`);
  }
});

/** The link that serve prints ends in a code that is traded for a key once; it leaves the address bar at once. */
async function signIn() {
  const code = /^#sign-in=([\w-]+)$/.exec(location.hash)?.[1];
  if (!code) return;
  window.history.replaceState(null, "", "/#/studio");
  try {
    useKey((await post("/v1/sign-in", { code })).key, true);
    toast(t("key.signedin"));
  } catch {
    if (!hasKey()) {
      gate(t("key.old"));
      throw new Error("signed in before");
    }
  }
}

// ---- pages
/** Shows who may see it the way to the page of the service. */
let greeted = "";
async function greet() {
  if (greeted === keyStart()) return;
  greeted = keyStart();
  try {
    /** @type {HTMLElement} */ (nav.querySelector("[data-page=service]")).hidden = !(
      await get("/v1/key")
    ).scopes.includes("admin");
  } catch {
    greeted = "";
  }
}

async function route() {
  const page = location.hash.replace("#/", "") || "studio";
  if (location.hash.startsWith("#sign-in=")) {
    try {
      await signIn();
    } catch {
      return;
    }
  }
  if (!hasKey()) {
    if (!main.querySelector(".gate")) gate();
    return;
  }
  const name = page in PAGES ? page : "studio";
  const making = PAGES[name] ?? (await import(`./${name}.js`))[name];
  if (!hasKey()) return;
  if (!made.has(name)) made.set(name, making());
  const next = made.get(name);
  if (shown === next) return;
  shown?.leave?.();
  shown = next;
  main.replaceChildren(next.node);
  document.title = `${t(next.title)} · Likeness`;
  greet();
  nav.querySelectorAll("a").forEach((link) => {
    if (link.dataset.page === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  try {
    if (!next.started) {
      next.started = true;
      await next.start();
    } else next.enter?.();
  } catch (error) {
    if (error.status !== 401) toast(problem(error), "bad");
  }
  performance.mark("interactive");
}
onLanguage(() => {
  document.title = shown ? `${t(shown.title)} · Likeness` : "Likeness";
  document.getElementById("skip").textContent = t("skip");
});
addEventListener("hashchange", route);
addEventListener("storage", (event) => {
  if (event.key === "likeness.key") location.reload();
});
route();

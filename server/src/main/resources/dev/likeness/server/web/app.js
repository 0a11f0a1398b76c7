// @ts-check
// The shell: pages by address, language, theme, and the key.
import { action, complain, el, icon, toast } from "./dom.js";
import { buttonRow, closeButton, openDialog } from "./dialog.js";
import { onLanguage, otherLanguage, problem, speak, t } from "./words.js";
import { forgetKey, get, hasKey, keyStart, onKeyLost, onLine, post, remove, useKey } from "./api.js";
import { forgetAll, recall, set, setting } from "./keep.js";
import { studio } from "./studio.js";

const PAGES = { studio, lab: null, books: null, engines: null, service: null, docs: null };
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
    el("a", { href: `/#/${page}`, t: `nav.${page}`, data: { page }, hidden: page === "service" }),
  ),
);
document.getElementById("tools").append(
  el(
    "button",
    {
      class: "round",
      label: "tool.language",
      on: { click: () => speak(otherLanguage()).catch(() => toast(t("problem.unreachable"), "bad")) },
    },
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
async function keyDialog() {
  const lab = await recall("drafts", "lab");
  const unpublished = lab?.columns
    ?.filter((column) => column.changed)
    .map((column) => column.draft.title || column.draft.name);
  const lost = unpublished?.length
    ? el("p", { class: "refusal", role: "alert" }, `${t("key.unpublished")} ${unpublished.join(", ")}`)
    : "";
  openDialog("tool.key", (dialog) => [
    el("p", {}, `${t("key.have")} ${keyStart()}…`),
    el("p", { class: "dim small", t: "key.forgets" }),
    lost,
    buttonRow(action("key.forget", signOut, "danger"), closeButton(dialog)),
  ]);
}

/** Forgets what this browser keeps, and ends the key that the printed link gave to it: nobody else has that one. */
async function signOut() {
  const own = await get("/v1/key").catch(() => null);
  if (own?.name === "browser") await remove(`/v1/keys/${own.id}`).catch(() => {});
  forgetKey();
  sessionStorage.clear();
  set("noted", "{}");
  await forgetAll();
  location.reload();
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

/** The link that serve prints ends in a code that is exchanged for a key once; it is removed from the address bar. */
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

const line = document.getElementById("line");
line.dataset.t = "line.down";
onLine((up) => {
  if (!up) line.textContent = t("line.down");
  line.hidden = up;
});

// ---- pages
/** Shows the link to the page of the service to those who may see it. */
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

/** The page that the address names. */
function wanted() {
  const page = /^#\/(\w+)/.exec(location.hash)?.[1] ?? (location.pathname === "/docs" ? "docs" : "studio");
  return page in PAGES ? page : "studio";
}
const current = (name) =>
  nav.querySelectorAll("a").forEach((link) => {
    if (link.dataset.page === name) {
      link.setAttribute("aria-current", "page");
      nav.scrollLeft = link.offsetLeft - nav.offsetLeft - nav.clientWidth / 2 + link.clientWidth / 2; // on a phone
    } else link.removeAttribute("aria-current");
  });
let again = "";

async function route() {
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
  const name = wanted();
  let making;
  try {
    making = PAGES[name] ?? (await import(`./${name}.js${again}`))[name];
  } catch {
    // The address shows the page already, so the page says why it is not there. A failed import is remembered by its name.
    again = `?again=${Date.now()}`;
    shown?.leave?.();
    shown = null;
    line.hidden = false;
    line.textContent = t("line.down");
    const retry = action("line.again", route, "primary");
    main.replaceChildren(el("div", { class: "empty" }, el("p", { t: "line.nopage" }), retry));
    current(name);
    return;
  }
  if (!hasKey() || name !== wanted()) return;
  if (!made.has(name)) made.set(name, making());
  const next = made.get(name);
  if (shown === next) return;
  shown?.leave?.();
  shown = next;
  main.replaceChildren(next.node);
  document.title = `${t(next.title)} · Likeness`;
  greet();
  current(name);
  try {
    if (!next.started) {
      next.started = true;
      await next.start();
    } else next.enter?.();
  } catch (error) {
    if (error.status !== 401) complain(error);
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

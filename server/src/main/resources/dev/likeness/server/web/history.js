// @ts-check
// The portraits of the account, newest first, from the service's own list: a reload or a restart changes nothing.
import { action, complain, el, save } from "./dom.js";
import { t } from "./words.js";
import { get, isOpen, picture } from "./api.js";
import { set, setting } from "./keep.js";
import { sheet } from "./sheet.js";
import { when } from "./table.js";
import { compare, viewer } from "./viewer.js";
import { zip } from "./zip.js";

/** The signed link with this page's origin, whatever the service's public address is. */
export const local = (url) => {
  const link = new URL(url, location.origin);
  return link.pathname + link.search;
};
/** The end of an id, which tells portraits apart. */
export const short = (id) => `…${String(id).slice(-6)}`;

/** Names and favourites, which this browser keeps. */
const noted = JSON.parse(setting("noted", "{}"));
const note = (id, facts) => {
  noted[id] = { ...noted[id], ...facts };
  if (!noted[id].star && !noted[id].name) delete noted[id];
  set("noted", JSON.stringify(noted));
};
/** The name of a file that people find again. */
const fileName = (portrait, name) =>
  `${name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}-${portrait.id.slice(-6)}.${portrait.image?.url.match(/\.(\w+)\?/)?.[1] ?? "jpg"}`;

export function history({ onOpen, titled, onRemove }) {
  const strip = el("ul", { class: "strip" });
  const more = el("button", { class: "quiet", t: "history.more", hidden: true, on: { click: () => load(cursor) } });
  const none = el("p", { class: "dim", t: "history.none", hidden: true });
  const search = el("input", { type: "search", hint: "history.search", label: "history.search", on: { input: sift } });
  const starred = toggle("history.starred", sift);
  const picking = toggle("history.pick", () => {
    strip.classList.toggle("picking", picked());
    if (!picked()) chosen.clear();
    tiles.forEach((tile) => fill(tile, tile.portrait));
    count();
  });
  const chosen = new Set();
  const act = (name, work) => action(name, () => work(wanted()));
  const actions = [
    act("pick.zip", pack),
    act("pick.sheet", contacts),
    act("pick.compare", (two) => compare(two, name)),
    act("pick.erase", (all) => onRemove(all)),
  ];
  const bar = el("div", { class: "row wrap pick-bar", hidden: true }, el("span", { class: "dim" }), ...actions);
  const tools = el("div", { class: "row wrap history-tools", hidden: true }, search, starred, picking);
  const node = el(
    "section",
    { class: "history", "aria-labelledby": "history-title" },
    el("h2", { id: "history-title", t: "history.title" }),
    tools,
    bar,
    none,
    strip,
    more,
  );
  const tiles = new Map();
  let cursor = "";
  let current = "";

  function toggle(name, act) {
    const button = el("button", { class: "chip", t: name, "aria-pressed": "false" });
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      act();
    });
    return button;
  }
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const picked = () => pressed(picking);
  const portraits = () =>
    [...strip.children].filter((item) => !item.hidden).map((item) => tiles.get(item.dataset.id).portrait);
  const finished = () => portraits().filter((portrait) => portrait.status === "done");
  const wanted = () => portraits().filter((portrait) => chosen.has(portrait.id));

  function name(portrait) {
    const { template, prompt, document: paper } = portrait.request;
    return (
      noted[portrait.id]?.name ||
      [paper && `${t("id.title")} ${paper.slice(0, 2).toUpperCase()}`, template && titled(template), prompt]
        .filter(Boolean)
        .join(", ") ||
      t("history.retouched")
    );
  }
  function count() {
    bar.hidden = !picked();
    bar.firstChild.textContent = `${chosen.size} ${t("pick.chosen")}`;
    const done = wanted().every((portrait) => portrait.status === "done");
    actions.forEach((button, i) => {
      button.disabled = chosen.size === 0 || (i < 3 && !done) || (i === 2 && chosen.size !== 2);
    });
  }
  function sift() {
    const sought = search.value.trim().toLowerCase();
    tiles.forEach((tile) => {
      tile.item.hidden =
        (pressed(starred) && !noted[tile.portrait.id]?.star) ||
        (sought !== "" && !`${name(tile.portrait)} ${tile.portrait.id}`.toLowerCase().includes(sought));
    });
  }
  async function files(list) {
    const files = [];
    for (const portrait of list)
      files.push({
        name: fileName(portrait, name(portrait)),
        blob: await picture(`/v1/portraits/${portrait.id}/image`),
      });
    return files;
  }
  async function pack(list) {
    try {
      save(await zip(await files(list)), "portraits.zip");
    } catch (error) {
      complain(error);
    }
  }
  async function contacts(list) {
    try {
      const columns = Math.min(list.length, 4);
      const blobs = (await files(list)).map((file) => file.blob);
      const names = list.map(name);
      const at = (row, column) => row * columns + column;
      save(
        await sheet(
          Math.ceil(list.length / columns),
          Array(columns).fill(""),
          (row, column) => blobs[at(row, column)],
          (row, column) => names[at(row, column)] ?? "",
        ),
        "contact-sheet.jpg",
      );
    } catch (error) {
      complain(error);
    }
  }

  function fill(tile, portrait) {
    const open = isOpen(portrait);
    const status = portrait.status === "done" ? "" : t(`status.${portrait.status}`);
    const bar = open
      ? el("progress", { max: 1, value: portrait.progress?.fraction ?? 0, "aria-hidden": "true" })
      : null;
    if (tile.portrait?.image && portrait.image && tile.shown) tile.shown.remove();
    const shown = portrait.image
      ? el("img", {
          src: local(portrait.image.url),
          alt: "",
          loading: "lazy",
          decoding: "async",
          width: 120,
          height: 120,
        })
      : el("span", { class: "thumb blank", "aria-hidden": "true" }, bar);
    tile.shown = shown;
    tile.button.replaceChildren(shown, el("span", { class: "look-title" }, status || name(portrait)));
    tile.button.setAttribute(
      "aria-label",
      [name(portrait), t(`status.${portrait.status}`), when(portrait.created_at)].join(", "),
    );
    if (picked()) tile.button.setAttribute("aria-pressed", String(chosen.has(portrait.id)));
    else tile.button.removeAttribute("aria-pressed");
    tile.button.className = `tile ${portrait.status}`;
    tile.star.textContent = noted[portrait.id]?.star ? "★" : "☆";
    tile.star.setAttribute("aria-pressed", String(Boolean(noted[portrait.id]?.star)));
    tile.star.setAttribute("aria-label", `${t("history.star")} ${name(portrait)}`);
    tile.star.hidden = portrait.status !== "done";
    tile.portrait = portrait;
  }

  function put(portrait, first) {
    let tile = tiles.get(portrait.id);
    if (!tile) {
      const press = () => {
        if (!picked()) return onOpen(tile.portrait);
        if (!chosen.delete(portrait.id)) chosen.add(portrait.id);
        fill(tile, tile.portrait);
        count();
      };
      const button = el("button", { on: { click: press } });
      const star = el("button", {
        class: "star",
        on: {
          click: () => {
            note(portrait.id, { star: !noted[portrait.id]?.star });
            fill(tile, tile.portrait);
            sift();
          },
        },
      });
      tile = { button, star, item: el("li", { data: { id: portrait.id } }, button, star) };
      tiles.set(portrait.id, tile);
      if (first) strip.prepend(tile.item);
      else strip.append(tile.item);
      fill(tile, portrait);
    } else if (!portrait.request) {
      // An event of an open one tells only what changed.
      const changed = tile.portrait.status !== portrait.status;
      Object.assign(tile.portrait, portrait);
      if (changed) fill(tile, tile.portrait);
      else tile.shown.querySelector("progress")?.setAttribute("value", portrait.progress.fraction);
    } else if (tile.portrait.status !== portrait.status || !tile.portrait.image) {
      fill(tile, portrait);
    }
    none.hidden = true;
    tools.hidden = tiles.size < 2;
    return tile.portrait;
  }

  async function load(from = "") {
    const page = await get(`/v1/portraits?limit=24${from ? `&cursor=${from}` : ""}`);
    if (from) page.items.forEach((portrait) => put(portrait, false));
    else {
      const known = tiles.size > 0;
      (known ? page.items.toReversed() : page.items).forEach((portrait) => put(portrait, known));
    }
    if (from || !cursor) {
      cursor = page.next ?? "";
      more.hidden = !page.next;
    }
    none.hidden = tiles.size > 0;
    sift();
    return page.items;
  }

  return {
    node,
    name,
    load,
    put,
    find: (id) => tiles.get(id)?.portrait,
    view: (id, onLeave) => viewer(finished(), id, name, onLeave),
    call(portrait, own) {
      note(portrait.id, { name: own });
      fill(tiles.get(portrait.id), portrait);
    },
    /** Updates the names when the templates' titles are loaded. */
    rename() {
      tiles.forEach((tile) => fill(tile, tile.portrait));
      count();
    },
    drop(id) {
      tiles.get(id)?.item.remove();
      tiles.delete(id);
      chosen.delete(id);
      none.hidden = tiles.size > 0;
      tools.hidden = tiles.size < 2;
      count();
    },
    mark(id) {
      tiles.get(current)?.button.removeAttribute("aria-current");
      current = id;
      tiles.get(id)?.button.setAttribute("aria-current", "true");
    },
  };
}

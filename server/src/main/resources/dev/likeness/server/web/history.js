// @ts-check
// The portraits of the account, newest first, from the service's own list: a reload or a restart changes nothing.
import { el } from "./dom.js";
import { t } from "./words.js";
import { get } from "./api.js";

const OPEN = ["in_queue", "generating"];
export const isOpen = (portrait) => OPEN.includes(portrait.status);
/** The signed link with this page's origin, whatever the service's public address is. */
export const local = (url) => {
  const link = new URL(url, location.origin);
  return link.pathname + link.search;
};

export function history({ onOpen, titled }) {
  const strip = el("ul", { class: "strip" });
  const more = el("button", { class: "quiet", t: "history.more", hidden: true, on: { click: () => load(cursor) } });
  const none = el("p", { class: "dim", t: "history.none", hidden: true });
  const node = el(
    "section",
    { class: "history", "aria-labelledby": "history-title" },
    el("h2", { id: "history-title", t: "history.title" }),
    none,
    strip,
    more,
  );
  const tiles = new Map();
  let cursor = "";
  let current = "";

  function name(portrait) {
    const { template, prompt } = portrait.request;
    return [template && titled(template), prompt].filter(Boolean).join(", ") || t("history.retouched");
  }

  function fill(tile, portrait) {
    const status = portrait.status === "done" ? "" : t(`status.${portrait.status}`);
    tile.button.replaceChildren(
      portrait.image
        ? el("img", {
            src: local(portrait.image.url),
            alt: "",
            loading: "lazy",
            decoding: "async",
            width: 120,
            height: 120,
          })
        : el("span", { class: "thumb blank", "aria-hidden": "true" }),
      el("span", { class: "look-title" }, status || name(portrait)),
    );
    tile.button.setAttribute(
      "aria-label",
      [name(portrait), t(`status.${portrait.status}`), new Date(portrait.created_at).toLocaleString()].join(", "),
    );
    tile.button.className = `tile ${portrait.status}`;
    tile.portrait = portrait;
  }

  function put(portrait, first) {
    let tile = tiles.get(portrait.id);
    if (!tile) {
      const button = el("button", { on: { click: () => onOpen(tile.portrait) } });
      tile = { button, item: el("li", {}, button) };
      tiles.set(portrait.id, tile);
      if (first) strip.prepend(tile.item);
      else strip.append(tile.item);
      fill(tile, portrait);
    } else if (tile.portrait.status !== portrait.status || !tile.portrait.image) {
      fill(tile, portrait);
    }
    none.hidden = true;
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
    return page.items;
  }

  return {
    node,
    name,
    load,
    put,
    /** Updates the names when the templates' titles are loaded. */
    rename() {
      tiles.forEach((tile) => fill(tile, tile.portrait));
    },
    drop(id) {
      tiles.get(id)?.item.remove();
      tiles.delete(id);
      none.hidden = tiles.size > 0;
    },
    mark(id) {
      tiles.get(current)?.button.removeAttribute("aria-current");
      current = id;
      tiles.get(id)?.button.setAttribute("aria-current", "true");
    },
  };
}

// @ts-check
// The templates with their pictures: searched, narrowed by tag, one chosen by a click or Enter, or several ticked. Once a
// photo is there they show the face in it: rendered one after the other in the order in which they are seen.
import { el, uid } from "./dom.js";
import { language, onLanguage, t } from "./words.js";
import { preview } from "./api.js";

/** Its title in the visitor's language. */
export const titleOf = (template) => (language() === "zh" && template.title_zh ? template.title_zh : template.title);

/** Its thumbnail; for templates without one their first letter. */
export function thumbnail(template, kept = "") {
  const letter = el("span", { class: "letter", "aria-hidden": "true" }, titleOf(template).slice(0, 1));
  const frame = el("span", { class: "thumb" }, letter);
  if (!template.own || kept) {
    frame.append(
      el("img", {
        src: kept || `/web/looks/${template.name}.jpg`,
        alt: "",
        loading: "lazy",
        decoding: "async",
        width: 176,
        height: 176,
        on: { error: (event) => event.target.remove() },
      }),
    );
  }
  return frame;
}

/** Renders templates on a photo while their tiles are seen. `idle` resolves when the stage needs no preview itself. */
function fitting({ idle, onDone }) {
  /** @type {Map<string, string>} photo and template -> address of the picture */
  const made = new Map();
  let seen = new Set();
  let photo = null;
  let working = null;
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const name = target instanceof HTMLElement ? target.dataset.name : "";
      if (isIntersecting) seen.add(name);
      else seen.delete(name);
    }
    // What was scrolled away is rendered no further.
    if (working && !seen.has(working.name)) working.abort.abort();
    run();
  });
  const named = (name) => `${photo?.id}/${photo?.face ?? ""}/${name}`;
  async function run() {
    if (working || !photo) return;
    const name = [...seen].find((each) => each && !made.has(named(each)));
    if (!name) return;
    working = { name, abort: new AbortController() };
    const mine = photo;
    const label = named(name);
    try {
      await idle();
      const order = { template: name, width: 512, height: 512, seed: 1, face: mine.face };
      const { blob } = await preview(mine.quick, order, working.abort.signal);
      made.set(label, URL.createObjectURL(blob));
      if (mine === photo) onDone(name, made.get(label));
    } catch (error) {
      if (error.name !== "AbortError") {
        if (["too_busy", "rate_limited", "unreachable"].includes(error.code))
          await new Promise((r) => setTimeout(r, 1500));
        else made.set(label, ""); // an engine without previews, or a photo that does not fit
      }
    }
    working = null;
    run();
  }
  return {
    /** @param {any} next what the previews are made of; null for none */
    use(next) {
      if (photo !== next) working?.abort.abort();
      photo = next;
      run();
    },
    of: (name) => (photo && made.get(named(name))) || "",
    watch(tiles) {
      watch.disconnect();
      seen = new Set();
      tiles.forEach((tile) => watch.observe(tile));
    },
  };
}

export function gallery({ onChoose, idle }) {
  let all = [];
  let tag = "";
  /** @type {string[]} */
  let chosen = [];
  let several = false;
  const search = el("input", { type: "search", hint: "gallery.search", label: "gallery.search", on: { input: draw } });
  const tags = el("div", { class: "tags", role: "group", label: "gallery.tags" });
  const name = uid("looks");
  const grid = el("div", { class: "looks", role: "group", label: "gallery.label" });
  const none = el("p", { class: "dim small", t: "gallery.none", hidden: true });
  const many = el("button", { class: "chip", t: "gallery.several", "aria-pressed": "false" });
  many.addEventListener("click", () => {
    several = !several;
    many.setAttribute("aria-pressed", String(several));
    if (!several && chosen.length > 1) {
      chosen = chosen.slice(0, 1);
      onChoose(chosen);
    }
    draw();
  });
  const node = el("div", { class: "gallery" }, el("div", { class: "row" }, search, many), tags, grid, none);
  const fits = fitting({
    idle,
    onDone(name, url) {
      const tile = grid.querySelector(`[data-name="${CSS.escape(name)}"] .thumb`);
      const found = all.find((each) => each.name === name);
      if (tile && found) tile.replaceWith(thumbnail(found, url));
    },
  });

  const matching = (template) => {
    const sought = search.value.trim().toLowerCase();
    return (
      (!tag || template.tags.includes(tag) || (tag === "mine" && template.own)) &&
      (!sought ||
        [template.name, template.title, template.title_zh, template.prompt, ...template.tags]
          .join(" ")
          .toLowerCase()
          .includes(sought))
    );
  };

  function tile(value, title, picture) {
    const input = el("input", {
      type: several ? "checkbox" : "radio",
      name,
      value,
      checked: value ? chosen.includes(value) : chosen.length === 0,
      class: "visually-hidden",
      on: {
        change: () => {
          if (!several || !value) chosen = value ? [value] : [];
          else chosen = input.checked ? [...chosen, value] : chosen.filter((each) => each !== value);
          if (several) draw();
          onChoose(chosen);
        },
      },
    });
    const id = (input.id = uid("look"));
    return el(
      "label",
      { class: "look", for: id, data: { name: value } },
      input,
      picture,
      el("span", { class: "look-title" }, title),
    );
  }

  function draw() {
    const focused = document.activeElement instanceof HTMLInputElement && grid.contains(document.activeElement);
    const at = focused ? document.activeElement.getAttribute("value") : null;
    const shown = all.filter(matching);
    const tiles = shown.map((template) =>
      tile(template.name, titleOf(template), thumbnail(template, fits.of(template.name))),
    );
    const free = el("span", { class: "thumb free" }, el("span", { class: "letter", "aria-hidden": "true" }, "∅"));
    grid.replaceChildren(tile("", t("gallery.free"), free), ...tiles);
    fits.watch(tiles);
    none.hidden = shown.length > 0;
    /** @type {HTMLElement | null} */
    const again = at === null ? null : grid.querySelector(`input[value="${CSS.escape(at)}"]`);
    again?.focus();
  }

  function drawTags() {
    const counts = new Map();
    all.forEach((template) => template.tags.forEach((each) => counts.set(each, (counts.get(each) ?? 0) + 1)));
    const frequent = [...counts]
      .filter(([each, n]) => n >= 3 && each !== "partly")
      .sort((a, b) => b[1] - a[1])
      .slice(0, 14)
      .map(([each]) => each);
    if (all.some((template) => template.own)) frequent.unshift("mine");
    tags.replaceChildren(
      ...frequent.map((each) =>
        el(
          "button",
          {
            class: "chip",
            "aria-pressed": String(each === tag),
            on: {
              click: () => {
                tag = each === tag ? "" : each;
                drawTags();
                draw();
              },
            },
          },
          each === "mine" ? t("gallery.own") : t(`tag.${each}`, each),
        ),
      ),
    );
  }

  onLanguage(() => {
    drawTags();
    draw();
  });
  return {
    node,
    load(templates) {
      all = templates;
      drawTags();
      draw();
    },
    /** @param {string[]} names */
    choose(names) {
      chosen = names;
      if (names.length > 1) {
        several = true;
        many.setAttribute("aria-pressed", "true");
      }
      draw();
    },
    /** The photo whose face the templates show; null for the samples. */
    wear(photo) {
      fits.use(photo);
      draw();
    },
    find: (value) => all.find((template) => template.name === value),
  };
}

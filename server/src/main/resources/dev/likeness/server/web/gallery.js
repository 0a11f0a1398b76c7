// @ts-check
// The templates with their pictures: searched, narrowed by tag, chosen by one click or Enter.
import { el, uid } from "./dom.js";
import { language, onLanguage, t } from "./words.js";

/** Its title in the visitor's language. */
export const titleOf = (template) => (language() === "zh" && template.title_zh ? template.title_zh : template.title);

/** Its thumbnail; for templates without one their first letter. */
export function thumbnail(template, kept) {
  const letter = el("span", { class: "letter", "aria-hidden": "true" }, titleOf(template).slice(0, 1));
  const frame = el("span", { class: "thumb" }, letter);
  if (!template.own || kept) {
    frame.append(
      el("img", {
        src: kept ?? `/web/looks/${template.name}.jpg`,
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

export function gallery({ onChoose }) {
  let all = [];
  let tag = "";
  let chosen = "";
  const search = el("input", { type: "search", hint: "gallery.search", label: "gallery.search", on: { input: draw } });
  const tags = el("div", { class: "tags", role: "group", label: "gallery.tags" });
  const name = uid("looks");
  const grid = el("div", { class: "looks", role: "radiogroup", label: "gallery.label" });
  const none = el("p", { class: "dim small", t: "gallery.none", hidden: true });
  const node = el("div", { class: "gallery" }, search, tags, grid, none);

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

  function radio(value, title, picture) {
    const input = el("input", {
      type: "radio",
      name,
      value,
      checked: value === chosen,
      class: "visually-hidden",
      on: {
        change: () => {
          chosen = value;
          onChoose(all.find((template) => template.name === value) ?? null);
        },
      },
    });
    return el("label", { class: "look" }, input, picture, el("span", { class: "look-title" }, title));
  }

  function draw() {
    const active = /** @type {HTMLInputElement | null} */ (document.activeElement);
    const focused = active?.name === name ? active.value : null;
    const shown = all.filter(matching);
    grid.replaceChildren(
      radio(
        "",
        t("gallery.free"),
        el("span", { class: "thumb free" }, el("span", { class: "letter", "aria-hidden": "true" }, "∅")),
      ),
      ...shown.map((template) => radio(template.name, titleOf(template), thumbnail(template))),
    );
    none.hidden = shown.length > 0;
    if (focused !== null) grid.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  function drawTags() {
    const counts = new Map();
    all.forEach((template) => template.tags.forEach((each) => counts.set(each, (counts.get(each) ?? 0) + 1)));
    const frequent = [...counts]
      .filter(([, n]) => n >= 3)
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
    choose(value) {
      chosen = value;
      draw();
    },
    find: (value) => all.find((template) => template.name === value),
  };
}

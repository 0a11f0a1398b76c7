// @ts-check What is seldom changed: seed, engine, watermark.
import { el, icon, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";

export const dieRoll = () => 1 + Math.floor(Math.random() * 2_000_000_000);

/**
 * @param {{state: any, change: (fields: any) => void, onEngine: () => void}} of
 */
export function more({ state, change, onEngine }) {
  // ---- seed
  const seedId = uid("seed");
  const seed = el("input", {
    id: seedId,
    type: "number",
    min: 0,
    max: 2147483647,
    on: {
      change: () => {
        change({ seed: Math.max(0, Math.round(Number(seed.value)) || 0) });
        showSeed();
      },
    },
  });
  const lock = el("button", {
    class: "round",
    on: {
      click: () => {
        change({ locked: !state.locked });
        showSeed();
      },
    },
  });
  function showSeed() {
    seed.value = state.seed;
    lock.replaceChildren(icon(state.locked ? "lock" : "open"));
    lock.setAttribute("aria-pressed", String(state.locked));
    lock.setAttribute("aria-label", t("look.lock"));
    lock.title = t("look.lock");
  }

  // ---- engine, watermark
  const engineId = uid("engine");
  const engine = el("select", {
    id: engineId,
    on: {
      change: () => {
        change({ engine: engine.selectedIndex === 0 ? "" : engine.value });
        onEngine();
      },
    },
  });
  const markId = uid("mark");
  const mark = el(
    "select",
    {
      id: markId,
      class: "mark-kind",
      on: {
        change: () => {
          change({ mark: mark.value });
          showMark();
        },
      },
    },
    ["", "zh", "en", "own"].map((kind) => el("option", { value: kind, t: `mark.${kind || "none"}` })),
  );
  const markText = el("input", {
    class: "mark-words",
    maxlength: 64,
    hint: "mark.words",
    label: "mark.words",
    on: { input: () => change({ mark_text: markText.value }) },
  });
  const corner = el(
    "select",
    { class: "mark-corner", label: "mark.corner", on: { change: () => change({ mark_corner: corner.value }) } },
    ["bottom-right", "bottom-left", "top-left", "top-right"].map((each) =>
      el("option", { value: each, t: `corner.${each}` }),
    ),
  );
  const opacityId = uid("opacity");
  const opacity = el("input", {
    type: "range",
    id: opacityId,
    class: "mark-strength",
    min: 0.1,
    max: 1,
    step: 0.1,
    on: { input: () => change({ mark_opacity: Number(opacity.value) }) },
  });
  const sizeId = uid("size");
  const size = el("input", {
    type: "range",
    id: sizeId,
    class: "mark-size",
    min: 1,
    max: 3,
    step: 0.25,
    on: { input: () => change({ mark_size: Number(size.value) }) },
  });
  const large = el("div", {}, el("label", { for: sizeId, t: "mark.size" }), size);
  const faint = el("div", {}, el("label", { for: opacityId, t: "mark.opacity" }), opacity);
  function showMark() {
    mark.value = state.mark;
    markText.value = state.mark_text;
    corner.value = state.mark_corner;
    opacity.value = state.mark_opacity;
    size.value = state.mark_size;
    markText.hidden = state.mark !== "own";
    corner.hidden = faint.hidden = large.hidden = state.mark === "";
  }

  onLanguage(showSeed);
  return {
    node: el(
      "details",
      { class: "field more" },
      el("summary", { t: "look.more" }),
      el("label", { for: seedId, t: "look.seed" }),
      el(
        "div",
        { class: "row" },
        seed,
        el(
          "button",
          {
            class: "round",
            label: "look.dice",
            on: {
              click: () => {
                change({ seed: dieRoll() });
                showSeed();
              },
            },
          },
          icon("dice"),
        ),
        lock,
      ),
      el("label", { for: engineId, t: "look.engine" }),
      engine,
      el("label", { for: markId, t: "look.mark" }),
      el("div", { class: "row" }, mark, corner),
      markText,
      el("div", { class: "limits" }, large, faint),
    ),
    show() {
      showSeed();
      showMark();
    },
    /** @param {string[]} names */
    engines(names) {
      engine.replaceChildren(...names.map((name) => el("option", { value: name }, name)));
      if (state.engine) engine.value = state.engine;
    },
    watermark: () =>
      state.mark === ""
        ? undefined
        : {
            position: state.mark_corner,
            opacity: state.mark_opacity,
            size: state.mark_size,
            ...(state.mark === "own" ? { text: state.mark_text || "AI" } : { language: state.mark }),
          },
  };
}

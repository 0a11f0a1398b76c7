// @ts-check The background: as the words say, a colour, a gradient, none, or a picture of one's own.
import { el, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";

const KINDS = ["", "colour", "gradient", "transparent", "picture"];
const SWATCHES = ["#ffffff", "#d9dde1", "#f4e1d2", "#8fb3d9", "#438edb", "#b3191f", "#2b2b2b"];

export function ground({ state, change }) {
  /** @type {File | null} */
  let file = null;
  const name = uid("ground");
  const colour = el("input", {
    type: "color",
    label: "ground.colour",
    on: { input: () => set({ ground_colour: colour.value }) },
  });
  const second = el("input", {
    type: "color",
    label: "ground.second",
    on: { input: () => set({ ground_second: second.value }) },
  });
  const swatches = el(
    "div",
    { class: "row wrap swatches" },
    SWATCHES.map((value) => {
      const swatch = el("button", { class: "swatch", on: { click: () => set({ ground_colour: value }) } });
      swatch.style.background = value;
      swatch.setAttribute("aria-label", value);
      return swatch;
    }),
    colour,
    second,
  );
  const input = el("input", {
    type: "file",
    accept: "image/*",
    label: "ground.choose",
    on: {
      change: () => {
        file = input.files[0] ?? null;
        set({});
      },
    },
  });
  const blurId = uid("blur");
  const blur = el("input", {
    type: "range",
    id: blurId,
    min: 0,
    max: 1,
    step: 0.1,
    on: { input: () => set({ ground_blur: Number(blur.value) }) },
  });
  const picture = el(
    "div",
    { class: "field" },
    input,
    el("label", { class: "small dim", for: blurId, t: "ground.blur" }),
    blur,
  );
  const kinds = el(
    "div",
    { class: "segments", role: "radiogroup", label: "ground.title" },
    KINDS.map((kind) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name,
          value: kind,
          class: "visually-hidden",
          on: { change: () => set({ ground: kind }) },
        }),
        el("span", { t: `ground.${kind || "words"}` }),
      ),
    ),
  );
  const note = el("p", { class: "dim small" });
  function set(fields) {
    change(fields);
    show();
  }
  function show() {
    kinds.querySelectorAll("input").forEach((each) => {
      each.checked = each.value === state.ground;
    });
    swatches.hidden = !["colour", "gradient"].includes(state.ground);
    picture.hidden = state.ground !== "picture";
    colour.value = state.ground_colour;
    second.value = state.ground_second;
    second.hidden = state.ground !== "gradient";
    blur.value = state.ground_blur;
    note.textContent = state.ground ? t(`ground.${state.ground}.tells`) : "";
  }
  onLanguage(show);
  show();
  return {
    node: el("div", { class: "field" }, el("h2", { t: "ground.title" }), kinds, swatches, picture, note),
    show,
    /** What is said of it in fields. */
    fields: () =>
      state.ground === "transparent"
        ? { background: "transparent" }
        : state.ground === "colour"
          ? { background: state.ground_colour }
          : state.ground === "gradient"
            ? { background: `${state.ground_colour} to ${state.ground_second}` }
            : state.ground === "picture" && file
              ? { background_image: file, background_blur: state.ground_blur }
              : {},
  };
}

// @ts-check
// The settings of a portrait as a form: words, templates, document, background, mode, strengths, size, and what is more.
import { el, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";
import { strengthSlider } from "./slider.js";
import { gallery } from "./gallery.js";
import { ground } from "./ground.js";
import { idPhoto } from "./idphoto.js";
import { dieRoll, more } from "./more.js";
import { prompt } from "./prompt.js";

const STRENGTHS = { gpen: 0.4, skin: 0.3, skin_unifi: 0 };
const MOST_TAKES = 12;
const SIZES = [
  ["square", 1328, 1328],
  ["portrait34", 1104, 1472],
  ["portrait23", 1056, 1584],
  ["story", 936, 1664],
  ["landscape", 1472, 1104],
  ["id", 1120, 1440],
];
const FRESH = {
  prompt: "",
  /** @type {string[]} */
  templates: [],
  takes: 1,
  gen_mode: "",
  gpen: null,
  skin: null,
  skin_unifi: null,
  width: 1328,
  height: 1328,
  seed: 1,
  locked: false,
  engine: "",
  document: "",
  ground: "",
  ground_colour: "#d9dde1",
  ground_second: "#8fb3d9",
  ground_blur: 0.3,
  mark: "",
  mark_text: "",
  mark_corner: "bottom-right",
  mark_opacity: 0.3,
  mark_size: 1,
};
const only = (fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== null && value !== undefined),
  );

export function look({ onChange, idle }) {
  const state = { ...FRESH, seed: dieRoll(), ...JSON.parse(sessionStorage.getItem("likeness.look") ?? "{}") };
  const changed = () => {
    sessionStorage.setItem("likeness.look", JSON.stringify(state));
    onChange();
  };
  const change = (fields) => {
    Object.assign(state, fields);
    changed();
  };
  const shelf = gallery({
    idle,
    onChoose: (templates) => {
      change({ templates, gpen: null, skin: null, skin_unifi: null });
      strengths.forEach((strength) => strength.draw());
      words.hear();
    },
  });
  const words = prompt({
    state,
    change,
    onMode: (mode) => {
      autoMode = mode;
      showMode();
    },
    onLost: () => {
      change({ templates: [] });
      refresh();
    },
  });
  const papers = idPhoto({
    state,
    change: (fields) => {
      change(fields);
      showPaper();
    },
  });
  const behind = ground({ state, change });
  const rest = more({ state, change, onEngine: () => words.hear() });

  // ---- mode
  let autoMode = "reference";
  const modeName = uid("mode");
  const modeNote = el("p", { class: "dim small" });
  const modes = el(
    "div",
    { class: "segments", role: "radiogroup", label: "look.mode" },
    ["", "creative", "reference", "reference_char"].map((mode) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name: modeName,
          value: mode,
          class: "visually-hidden",
          on: {
            change: () => {
              change({ gen_mode: mode });
              words.hear();
              showMode();
            },
          },
        }),
        el("span", { t: `mode.${mode || "auto"}` }),
      ),
    ),
  );
  function showMode() {
    modes.querySelectorAll("input").forEach((input) => {
      input.checked = input.value === state.gen_mode;
    });
    modeNote.textContent =
      (state.gen_mode ? "" : t("mode.now").replace("{}", t(`mode.${autoMode}`))) +
      t(`mode.${state.gen_mode || autoMode}.tells`);
  }

  // ---- strengths
  const suggested = (name) => shelf.find(state.templates[0])?.[name] ?? STRENGTHS[name];
  const strengths = Object.keys(STRENGTHS).map((name) =>
    strengthSlider(
      name,
      () => state[name] ?? suggested(name),
      (value) => change({ [name]: value }),
    ),
  );

  // ---- size
  const width = el("input", {
    type: "number",
    min: 512,
    max: 2048,
    label: "look.width",
    on: { change: () => free("width", width) },
  });
  const height = el("input", {
    type: "number",
    min: 512,
    max: 2048,
    label: "look.height",
    on: { change: () => free("height", height) },
  });
  const free = (name, input) => {
    change({ [name]: Math.min(2048, Math.max(512, Math.round(Number(input.value)) || 1328)) });
    showSize();
  };
  const presets = el(
    "div",
    { class: "chips", role: "group", label: "look.size" },
    SIZES.map(([name, w, h]) =>
      el("button", {
        class: "chip",
        t: `size.${name}`,
        data: { w, h },
        on: {
          click: () => {
            change({ width: w, height: h });
            showSize();
          },
        },
      }),
    ),
  );
  function showSize() {
    width.value = state.width;
    height.value = state.height;
    presets
      .querySelectorAll("button")
      .forEach((button) =>
        button.setAttribute(
          "aria-pressed",
          String(Number(button.dataset.w) === state.width && Number(button.dataset.h) === state.height),
        ),
      );
  }

  // ---- variations
  const takesId = uid("takes");
  const takes = el("input", {
    id: takesId,
    type: "number",
    min: 1,
    max: MOST_TAKES,
    value: state.takes,
    on: {
      input: () => change({ takes: Math.min(MOST_TAKES, Math.max(1, Math.round(Number(takes.value)) || 1)) }),
    },
  });

  // A document decides size, background and frame itself.
  const template = el("div", { class: "field" }, el("h2", { t: "look.template" }), shelf.node);
  const size = el(
    "div",
    { class: "field" },
    el("h2", { t: "look.size" }),
    presets,
    el(
      "div",
      { class: "row size" },
      width,
      el("span", { "aria-hidden": "true" }, "×"),
      height,
      el("span", { class: "dim", t: "look.px" }),
    ),
  );
  const mode = el("div", { class: "field" }, el("h2", { t: "look.mode" }), modes, modeNote);
  function showPaper() {
    template.hidden = size.hidden = behind.node.hidden = mode.hidden = Boolean(state.document);
  }

  function refresh() {
    strengths.forEach((strength) => strength.draw());
    showMode();
    showSize();
    showPaper();
    behind.show();
    rest.show();
    takes.value = state.takes;
    shelf.choose(state.templates);
  }

  const node = el(
    "div",
    { class: "look-form" },
    words.node,
    template,
    papers.node,
    behind.node,
    mode,
    el(
      "div",
      { class: "field" },
      el("h2", { t: "look.retouch" }),
      strengths.map((strength) => strength.node),
    ),
    size,
    el("div", { class: "field takes" }, el("label", { for: takesId, t: "look.takes" }), takes),
    rest.node,
  );
  onLanguage(showMode);
  refresh();

  const common = () => ({
    prompt: state.prompt.trim(),
    gen_mode: state.gen_mode,
    gpen: state.gpen,
    skin: state.skin,
    skin_unifi: state.skin_unifi,
    seed: state.seed,
    engine: state.engine,
  });
  /** One order with a template. */
  const one = (name) =>
    state.document
      ? { ...common(), document: state.document }
      : { ...common(), template: name, width: state.width, height: state.height, ...behind.fields() };

  return {
    node,
    load(templates, engines) {
      shelf.load(templates);
      rest.engines(engines);
      refresh();
      words.hear();
    },
    wear: shelf.wear,
    focus: words.focus,
    guides: papers.guides,
    watermark: rest.watermark,
    isTooLong: words.isTooLong,
    /** The settings that change the picture, for previews. */
    wanted: () => only(one(state.templates[0])),
    /** How many pictures are made of each photo. */
    count: () => (state.document ? 1 : Math.max(1, state.templates.length)) * state.takes,
    /** One order as the API takes it, empty fields left out. */
    order: () => only({ ...one(state.templates[0]), watermark: rest.watermark() }),
    /** All orders of a photo: each template, each as often as variations are wished. */
    orders() {
      const names = state.document || !state.templates.length ? [undefined] : state.templates;
      return names.flatMap((name) =>
        Array.from({ length: state.takes }, (_, take) =>
          only({ ...one(name), watermark: rest.watermark(), seed: take ? dieRoll() : state.seed }),
        ),
      );
    },
    /** After an order: a new seed unless it is locked. */
    next() {
      if (!state.locked) this.reroll();
    },
    reroll() {
      state.seed = dieRoll();
      changed();
      rest.show();
    },
    /** Takes over the settings of a portrait. */
    adopt(request) {
      const behind = request.background ?? "";
      const [first, second] = behind.startsWith("#") ? behind.split(" to ") : [];
      Object.assign(state, {
        prompt: request.prompt,
        templates: request.template ? [request.template] : [],
        gen_mode: request.gen_mode,
        gpen: request.gpen,
        skin: request.skin,
        skin_unifi: request.skin_unifi,
        width: request.document ? state.width : request.width,
        height: request.document ? state.height : request.height,
        seed: request.seed,
        document: request.document ?? "",
        ground: behind === "transparent" ? behind : second ? "gradient" : first ? "colour" : "",
        ground_colour: first ?? state.ground_colour,
        ground_second: second ?? state.ground_second,
        takes: 1,
      });
      words.show(request.prompt);
      papers.use(state.document);
      changed();
      refresh();
      words.hear();
    },
  };
}

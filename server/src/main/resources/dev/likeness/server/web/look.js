// @ts-check
// The settings of a portrait as a form: words, template, mode, strengths, size, seed, engine, watermark.
import { el, icon, settled, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";
import { post } from "./api.js";
import { strengthSlider } from "./slider.js";
import { gallery } from "./gallery.js";
import { heardItems, markOf } from "./heard.js";

const STRENGTHS = { gpen: 0.4, skin: 0.3, skin_unifi: 0 };
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
  template: "",
  gen_mode: "",
  gpen: null,
  skin: null,
  skin_unifi: null,
  width: 1328,
  height: 1328,
  seed: 1,
  locked: false,
  engine: "",
  mark: "",
  mark_text: "",
  mark_corner: "bottom-right",
};

const dieRoll = () => 1 + Math.floor(Math.random() * 2_000_000_000);

export function look({ onChange }) {
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
    onChoose: (template) => {
      change({ template: template?.name ?? "", gpen: null, skin: null, skin_unifi: null });
      refresh();
      hear();
    },
  });

  // ---- words
  const mirror = el("div", { class: "mirror", "aria-hidden": "true" });
  const wordsId = uid("words");
  const text = el("textarea", {
    id: wordsId,
    rows: 3,
    maxlength: 800,
    hint: "look.prompt.hint",
    value: state.prompt,
    "aria-describedby": `${wordsId}-heard`,
    on: {
      input: () => {
        change({ prompt: text.value });
        paint([]);
        hear();
      },
      scroll: () => {
        mirror.scrollTop = text.scrollTop;
      },
    },
  });
  const heardList = el("ul", { class: "heard", id: `${wordsId}-heard`, label: "look.heard" });
  let heard = [];

  function paint(words) {
    heard = words;
    const parts = [];
    let at = 0;
    // Words of the template have no place in the text and get no mark.
    for (const word of words) {
      const { from, to } = word;
      if (from === undefined || to === undefined || from < at) continue;
      parts.push(text.value.slice(at, from), el("mark", { class: markOf(word) }, text.value.slice(from, to)));
      at = to;
    }
    mirror.replaceChildren(...parts, text.value.slice(at), "\n");
    heardList.replaceChildren(...heardItems(words, takeInstead));
  }

  function takeInstead({ from, to, instead }) {
    text.value = text.value.slice(0, from) + instead + text.value.slice(to);
    change({ prompt: text.value });
    paint([]);
    hear();
    text.focus();
  }

  const hear = settled(160, async () => {
    try {
      const { gen_mode, words } = await post("/v1/prompts/read", {
        prompt: state.prompt,
        template: state.template || undefined,
        gen_mode: state.gen_mode || undefined,
        engine: state.engine || undefined,
      });
      autoMode = gen_mode;
      paint(words);
      showMode();
    } catch (error) {
      paint([]);
      if (error.code === "unknown_template") {
        change({ template: "" });
        refresh();
      }
    }
  });

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
              hear();
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
      (state.gen_mode ? "" : `${t("mode.now")} ${t(`mode.${autoMode}`)}. `) +
      t(`mode.${state.gen_mode || autoMode}.tells`);
  }

  // ---- strengths
  const suggested = (name) => shelf.find(state.template)?.[name] ?? STRENGTHS[name];
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
        hear();
      },
    },
  });
  const markId = uid("mark");
  const mark = el(
    "select",
    {
      id: markId,
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
    maxlength: 64,
    hint: "mark.words",
    label: "mark.words",
    on: { change: () => change({ mark_text: markText.value }) },
  });
  const corner = el(
    "select",
    { label: "mark.corner", on: { change: () => change({ mark_corner: corner.value }) } },
    ["bottom-right", "bottom-left", "top-left", "top-right"].map((each) =>
      el("option", { value: each, t: `corner.${each}` }),
    ),
  );
  function showMark() {
    mark.value = state.mark;
    markText.value = state.mark_text;
    corner.value = state.mark_corner;
    markText.hidden = state.mark !== "own";
    corner.hidden = state.mark === "";
  }

  function refresh() {
    strengths.forEach((strength) => strength.draw());
    showMode();
    showSize();
    showSeed();
    showMark();
    shelf.choose(state.template);
  }

  const node = el(
    "div",
    { class: "look-form" },
    el(
      "div",
      { class: "field" },
      el("label", { for: wordsId, t: "look.prompt" }),
      el("div", { class: "words" }, mirror, text),
      heardList,
    ),
    el("div", { class: "field" }, el("h2", { t: "look.template" }), shelf.node),
    el("div", { class: "field" }, el("h2", { t: "look.mode" }), modes, modeNote),
    el(
      "div",
      { class: "field" },
      el("h2", { t: "look.retouch" }),
      strengths.map((strength) => strength.node),
    ),
    el(
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
    ),
    el(
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
    ),
  );
  onLanguage(() => {
    showMode();
    showSeed();
    paint(heard);
  });
  refresh();

  return {
    node,
    load(templates, engines) {
      shelf.load(templates);
      engine.replaceChildren(...engines.map((name) => el("option", { value: name }, name)));
      if (state.engine) engine.value = state.engine;
      refresh();
      hear();
    },
    /** What changes the picture: all a preview needs. */
    wanted: () => ({
      prompt: state.prompt.trim(),
      template: state.template,
      gen_mode: state.gen_mode,
      gpen: state.gpen,
      skin: state.skin,
      skin_unifi: state.skin_unifi,
      width: state.width,
      height: state.height,
      seed: state.seed,
      engine: state.engine,
    }),
    /** The order as the API takes it, empty fields left out. */
    order() {
      const watermark =
        state.mark === ""
          ? undefined
          : {
              position: state.mark_corner,
              ...(state.mark === "own" ? { text: state.mark_text || "AI" } : { language: state.mark }),
            };
      const order = { ...this.wanted(), watermark };
      return Object.fromEntries(
        Object.entries(order).filter(([, value]) => value !== "" && value !== null && value !== undefined),
      );
    },
    /** After an order: a new seed unless it is locked. */
    next() {
      if (!state.locked) {
        state.seed = dieRoll();
        changed();
        showSeed();
      }
    },
    reroll() {
      change({ seed: dieRoll() });
      showSeed();
    },
    /** The settings of a portrait that was made. */
    adopt(request) {
      Object.assign(state, {
        prompt: request.prompt,
        template: request.template ?? "",
        gen_mode: request.gen_mode,
        gpen: request.gpen,
        skin: request.skin,
        skin_unifi: request.skin_unifi,
        width: request.width,
        height: request.height,
        seed: request.seed,
      });
      text.value = request.prompt;
      changed();
      refresh();
      hear();
    },
  };
}

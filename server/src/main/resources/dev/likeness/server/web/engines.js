// @ts-check The engines: abilities, whether the model is installed, and how to get it.
import { action, complain, el, toast } from "./dom.js";
import { language, onLanguage, said, t } from "./words.js";
import { get } from "./api.js";

const SIGNS = { yes: "●", partly: "◐", no: "○" };
const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`);
const inTongue = (engine, name) => (language() === "zh" && engine[`${name}_zh`]) || engine[name];

function card(engine) {
  const copy = action("code.copy", async () => {
    await navigator.clipboard.writeText(engine.get);
    toast(t("copied"));
  });
  const facts = [
    ["engine.price", `${engine.price} PTC`],
    ["engine.place", engine.place && String(engine.place)],
    ["engine.device", !engine.cloud && engine.device && t(`engine.on.${engine.device}`, engine.device)],
    ["engine.cloud", engine.cloud?.host],
    ["engine.credentials", engine.cloud && t(`engine.credentials.${engine.cloud.credentials}`)],
    ["engine.limits", engine.cloud && `${engine.cloud.concurrent}, ${engine.cloud.qps}`],
    ["engine.licence", engine.licence],
    ["engine.size", engine.size && size(engine.size)],
    ["engine.folder", engine.folder],
  ];
  return el(
    "section",
    { class: "card engine" },
    el(
      "div",
      { class: "row wrap" },
      el("h2", {}, inTongue(engine, "title")),
      el("code", {}, engine.name),
      el("span", {
        class: `state ${engine.ready ? "good" : "off"}`,
        t: engine.ready ? "engine.ready" : engine.cloud ? "engine.unused" : "engine.missing",
      }),
      engine.default ? el("span", { class: "state", t: "engine.default" }) : "",
    ),
    el("p", {}, inTongue(engine, "summary")),
    engine.missing
      ? el("p", { class: "missing", lang: said(engine.missing) === engine.missing && "en" }, said(engine.missing))
      : "",
    engine.get && !engine.ready
      ? el(
          "div",
          {},
          el("p", { class: "dim small", t: "engine.get" }),
          el("div", { class: "row" }, el("code", { class: "grow" }, engine.get), copy),
        )
      : "",
    el(
      "dl",
      { class: "facts-list" },
      facts.filter(([, value]) => value).map(([name, value]) => [el("dt", { t: name }), el("dd", {}, value)]),
    ),
  );
}

/** One row an ability, one column an engine. */
function comparison(engines) {
  const names = engines[0]?.abilities.map((ability) => ability.name) ?? [];
  const able = (engine, name) => engine.abilities.find((ability) => ability.name === name)?.able ?? "no";
  return el(
    "section",
    { class: "card wide" },
    el("h2", { t: "engine.compare" }),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", label: "engine.compare" },
      el(
        "table",
        { class: "abilities" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col", t: "engine.ability" }),
            engines.map((engine) => el("th", { scope: "col" }, engine.name)),
          ),
        ),
        el(
          "tbody",
          {},
          names.map((name) =>
            el(
              "tr",
              {},
              el(
                "th",
                { scope: "row" },
                el("b", { t: `ability.${name}` }),
                el("span", { class: "dim small", t: `ability.${name}.tells` }),
              ),
              engines.map((engine) =>
                el(
                  "td",
                  { class: able(engine, name) },
                  el("span", { "aria-hidden": "true" }, SIGNS[able(engine, name)]),
                  " ",
                  t(`able.${able(engine, name)}`),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

export function engines() {
  const list = el("div", { class: "cards" });
  const node = el(
    "div",
    { class: "books" },
    el("h1", { t: "nav.engines" }),
    el("p", { class: "dim", t: "engine.tells" }),
    list,
  );
  async function fill() {
    try {
      const { items } = await get("/v1/engines");
      list.replaceChildren(...items.map(card), comparison(items));
    } catch (error) {
      if (error.status !== 401) complain(error);
    }
  }
  onLanguage(() => {
    if (node.isConnected) fill();
  });
  return { node, start: fill, enter: fill, title: "nav.engines" };
}

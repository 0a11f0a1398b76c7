// @ts-check Photos for identity documents: country, document, what its authority asks, and guides over the preview.
import { action, complain, el, labelled, save, uid } from "./dom.js";
import { language, onLanguage, said, t } from "./words.js";
import { get, picture } from "./api.js";
import { buttonRow, openDialog } from "./dialog.js";

const range = (mm) => (mm.to === undefined ? `≥ ${mm.from}` : mm.from === mm.to ? `${mm.from}` : `${mm.from}–${mm.to}`);
const zh = () => language() === "zh";
const titled = (paper) => (zh() ? paper.title_zh : paper.title);
/** Without the country, which is chosen beside it. */
const short = (title) => {
  const rest = title.slice(title.indexOf(", ") < 0 ? 0 : title.indexOf(", ") + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};
/** What the authority says of background, glasses or expression, in the visitor's language. */
const ruled = (paper, field) => (zh() && paper[`${field}_zh`]) || paper[field];
const kilo = (bytes) => Math.round(bytes / 1000);

/** The lines of a head over a picture for a document, as fractions of its height: [key of words.js, from, to]. */
export function guides(paper) {
  const h = paper.height_mm;
  const { crown_distance: crown, eye_line: eyes, head_height: head } = paper;
  const most = (mm) => mm.to ?? mm.from;
  const lines = [];
  if (crown) lines.push(["id.crown", crown.from / h, most(crown) / h]);
  if (eyes) lines.push(["id.eyes", 1 - most(eyes) / h, 1 - eyes.from / h]);
  if (crown && head) lines.push(["id.chin", (crown.from + head.from) / h, Math.min(1, (most(crown) + most(head)) / h)]);
  else if (head) {
    // Only its height is ruled: a head of that height in the upper part, as it is framed.
    const top = Math.max(0.05, (1 - most(head) / h) * 0.4);
    lines.push(["id.crown", top, top], ["id.chin", top + head.from / h, top + most(head) / h]);
  }
  return lines;
}

export function idPhoto({ state, change }) {
  let papers = [];
  const country = el("select", { id: uid("country"), on: { change: () => fill(true) } });
  const paper = el("select", { id: uid("paper"), on: { change: () => choose(paper.value) } });
  const facts = el("dl", { class: "facts-list small", hidden: true });
  const node = el(
    "details",
    { class: "field more id-photo", on: { toggle: () => load() } },
    el("summary", { t: "id.title" }),
    el("p", { class: "dim small", t: "id.tells" }),
    el("div", { class: "limits" }, labelled("id.country", country), labelled("id.paper", paper)),
    facts,
  );
  const lands = () => new Intl.DisplayNames([zh() ? "zh-CN" : "en"], { type: "region" });
  const find = () => papers.find((each) => each.id === state.document);

  let loading = null;
  const load = () =>
    (loading ??= get("/v1/documents").then(
      ({ items }) => {
        papers = items;
        draw();
      },
      (error) => {
        loading = null;
        complain(error);
      },
    ));

  function draw() {
    if (!papers.length) return;
    const names = lands();
    const codes = [...new Set(papers.map((each) => each.country))]
      .map((code) => [code, code === "EU" ? t("id.schengen") : names.of(code)])
      .sort((a, b) => a[1].localeCompare(b[1]));
    country.replaceChildren(
      el("option", { value: "" }, t("id.none")),
      ...codes.map(([code, name]) => el("option", { value: code }, name)),
    );
    country.value = find()?.country ?? "";
    fill(false);
  }
  function fill(fresh) {
    const own = papers.filter((each) => each.country === country.value);
    paper.replaceChildren(...own.map((each) => el("option", { value: each.id }, short(titled(each)))));
    paper.disabled = own.length === 0;
    if (fresh) choose(own[0]?.id ?? "");
    else if (state.document) paper.value = state.document;
    show();
  }
  function choose(id) {
    change({ document: id });
    show();
  }
  function show() {
    const found = find();
    facts.hidden = !found;
    if (!found) return;
    const swatch = el("span", { class: "swatch small" });
    swatch.style.background = found.background;
    const limit = [
      found.min_bytes && `≥ ${kilo(found.min_bytes)} kB`,
      found.max_bytes && `≤ ${kilo(found.max_bytes)} kB`,
    ];
    const rows = [
      ["id.size", `${found.width_mm} × ${found.height_mm} mm`],
      ["id.pixels", `${found.width} × ${found.height}, ${found.dpi} dpi`],
      ["id.background", el("span", { class: "row" }, swatch, ruled(found, "background_words"))],
      ["id.head", found.head_height && `${range(found.head_height)} mm`],
      ["id.file", limit.filter(Boolean).join(", ")],
      ["id.glasses", ruled(found, "glasses")],
      ["id.expression", ruled(found, "expression")],
      [
        "id.source",
        found.source[0] && el("a", { href: found.source[0], rel: "noreferrer", target: "_blank" }, found.read),
      ],
    ];
    facts.replaceChildren(
      ...rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", { t: name }), el("dd", {}, value)]),
    );
  }
  onLanguage(draw);
  if (state.document) load();
  return {
    node,
    /** Opens it on a document, or shows that there is none. */
    async use(id) {
      if (!id && !papers.length) return;
      node.open = Boolean(id) || node.open;
      await load();
      draw();
    },
    guides: () => (find() ? guides(find()) : []),
  };
}

const papersById = new Map();
/** The report of a finished photo on each rule of its document. */
export function ruleList(report) {
  const told = new Map();
  const list = el(
    "ul",
    { class: "rules" },
    report.rules
      .toSorted((a, b) => RANKS.indexOf(a.outcome) - RANKS.indexOf(b.outcome))
      .map((each) => {
        const { rule, outcome, measured, wanted } = each;
        // What is asked of what is only seen is its name.
        const parts = [measured, wanted === rule.replaceAll("_", " ") ? "" : wanted];
        const words = el("span", { class: "dim" });
        told.set(rule, words);
        words.textContent = [...new Set(parts.filter(Boolean).map(said))]
          .map((part, i) => (i ? `(${part})` : part))
          .join(" ");
        return el(
          "li",
          { class: outcome },
          el("span", { class: "mark", "aria-hidden": "true" }, MARKS[outcome]),
          el("b", {}, t(`rule.${rule}`, rule.replaceAll("_", " "))),
          el("span", {}, el("span", { t: `rule.is.${outcome}` }), " ", words),
        );
      }),
  );
  if (zh()) inChinese(report.document, told);
  return list;
}
const RANKS = ["fail", "look", "pass", "unknown"];
const MARKS = { fail: "✕", look: "?", pass: "✓", unknown: "–" };
const RULED = { glasses: "glasses", expression: "expression", background: "background_words" };

/** What the authority says in words stands in the report in English; the list of documents has it in Chinese. */
async function inChinese(id, told) {
  try {
    if (!papersById.has(id)) papersById.set(id, await get(`/v1/documents/${id}`));
  } catch {
    return;
  }
  const paper = papersById.get(id);
  for (const [rule, field] of Object.entries(RULED)) {
    const text = ruled(paper, field);
    const words = told.get(rule);
    if (words) words.textContent = text ? `（${text}）` : "";
  }
}

/** Sheets to print. */
export function printDialog(portrait) {
  const { width, height } = portrait.request;
  const whole = `35x${Math.round((35 * height) / width)}`;
  const paper = el(
    "select",
    { id: uid("paper") },
    ["10x15", "6in", "5in", "a4", "letter"].map((each) => el("option", { value: each, t: `print.${each}` })),
  );
  const size = el("input", {
    id: uid("size"),
    value: portrait.request.document ? "" : whole,
    placeholder: portrait.request.document ? t("print.ofpaper") : whole,
    pattern: "[0-9.]+x[0-9.]+",
  });
  const fetched = (format) => async () => {
    const query = new URLSearchParams({ paper: paper.value, format, ...(size.value ? { size: size.value } : {}) });
    try {
      const blob = await picture(`/v1/portraits/${portrait.id}/sheet?${query}`);
      save(
        blob,
        `sheet-${portrait.request.document ?? portrait.id.slice(-6)}-${paper.value}.${format === "pdf" ? "pdf" : "jpg"}`,
      );
    } catch (error) {
      complain(error);
    }
  };
  openDialog("print.title", (dialog) => [
    el("p", { class: "dim small", t: "print.tells" }),
    el("div", { class: "limits" }, labelled("print.paper", paper), labelled("print.size", size)),
    buttonRow(
      action("close", () => dialog.close(), "quiet"),
      action("print.jpeg", fetched("jpeg")),
      action("print.pdf", fetched("pdf"), "primary"),
    ),
  ]);
}

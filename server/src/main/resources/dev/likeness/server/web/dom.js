// @ts-check
// Builds the page out of elements; no markup is ever made from text, so nothing can be injected.
import { t, onLanguage, problem } from "./words.js";

/**
 * An element. Properties: `class`, `t` (key of its text), `label`, `hint` (keys of aria-label and placeholder), `on` (an
 * object of listeners), `data`, and otherwise attributes; `false`, `null` and `undefined` leave one out.
 */
export function el(tag, properties = {}, ...children) {
  const svg = tag === "svg" || tag === "path" || tag === "rect" || tag === "g" || tag === "text" || tag === "line";
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "t") {
      node.dataset.t = value;
    } else if (name === "label") {
      node.dataset.tLabel = value;
    } else if (name === "hint") {
      node.dataset.tHint = value;
    } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  translate(node);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that does something: key of its text, and CSS classes. */
export const action = (t, click, kind = undefined) => el("button", { class: kind, t, on: { click } });
/** A field under its label. */
export const labelled = (t, field) => el("div", {}, el("label", { for: field.id, t }), field);

function translate(node) {
  if (node.dataset.t) node.textContent = t(node.dataset.t);
  if (node.dataset.tLabel) node.setAttribute("aria-label", t(node.dataset.tLabel));
  if (node.dataset.tHint) node.setAttribute("placeholder", t(node.dataset.tHint));
}

onLanguage(() => document.querySelectorAll("[data-t], [data-t-label], [data-t-hint]").forEach(translate));

const SHAPES = {
  moon: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z",
  dice: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8.500 8.500h.01M15.500 8.500h.01M12 12h.01M8.500 15.500h.01M15.500 15.500h.01",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  open: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 6.800-1.200",
  close: "M6 6l12 12M18 6L6 18",
  globe:
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c-5 5-5 12 0 17M12 3.500c5 5 5 12 0 17",
  key: "M15 4a5 5 0 1 1-4.600 7L4 17.500V20h3v-2h2v-2h2l1.500-1.500A5 5 0 0 1 15 4zM16 8h.01",
};

/** An icon; decoration, hidden from screen readers. */
export function icon(name) {
  return el("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, el("path", { d: SHAPES[name] }));
}

let number = 0;
/** A unique id. */
export const uid = (stem) => `${stem}-${++number}`;

/** Shows a short message for a few seconds; announced by screen readers. */
export function toast(text, kind = "") {
  const note = el("div", { class: `toast ${kind}` });
  note.textContent = text;
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), kind === "bad" ? 9000 : 4000);
}

/** Shows what went wrong. */
export const complain = (error) => toast(problem(error), "bad");

/** Debounces a function; drop() cancels a waiting call. */
export function settled(ms, call) {
  let timer = 0;
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), ms);
  };
  later.drop = () => clearTimeout(timer);
  return later;
}

/** Downloads a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

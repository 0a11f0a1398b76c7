// @ts-check The words of the pages in the visitor's language: en.json or zh.json, whose groups are the first part of a key. The
// other language is fetched when it is chosen.
let current = localStorage.getItem("likeness.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
/** @returns {Promise<Record<string, Record<string, string>>>} */
const fetched = async (name) => (await fetch(`/web/${name}.json`)).json();
/** @type {any} */
let chinese = null;
let words = {};
const listeners = new Set();

export const language = () => current;
/** The text of a key such as `look.prompt`; what is missing shows its fallback. */
export function t(key, otherwise = key) {
  const dot = key.indexOf(".");
  return words[key.slice(0, Math.max(0, dot))]?.[key.slice(dot + 1)] ?? otherwise;
}
/** A problem, in the visitor's language if there is a translation, otherwise in the service's English. */
export const problem = (error) => t(`problem.${error.code}`, error.message || t("problem.unreachable"));
/** A note or meaning from the service, translated from English to the visitor's language. */
export const said = (text) => (chinese && current === "zh" ? chinese.inChinese(text) : plain(text));
/** The engine's terms as people say them. */
const PLAIN = [
  [/\bbackdrop (?:plain |gradient )?/g, "background: "],
  [/\bframing close\b/g, "close-up"],
  [/\bframing bust\b/g, "head and shoulders"],
  [/\bframing half\b/g, "half length"],
  [/\bframing id\b/g, "framed for an identity photo"],
  [/\bgrade (black and white|[\w-]+)/g, "$1 colours"],
  [/\brendition /g, "as "],
  [/\bair /g, ""],
  [/\bmode reference keeps/g, "retouching keeps"],
];
const plain = (text) => PLAIN.reduce((said, [term, word]) => said.replace(term, String(word)), text);
export const onLanguage = (listener) => {
  listeners.add(listener);
};

/** Fetches what a language needs before anything is said in it. */
async function learn(name) {
  const [found, meanings] = await Promise.all([fetched(name), name === "zh" ? import("./meanings.js") : null]);
  words = found;
  chinese = meanings ?? chinese;
  current = name;
  document.documentElement.lang = name === "zh" ? "zh-CN" : "en";
}

export async function speak(next) {
  await learn(next);
  localStorage.setItem("likeness.language", next);
  listeners.forEach((listener) => listener());
}
await learn(current);

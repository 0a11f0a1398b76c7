// @ts-check The words of the pages in the visitor's language: en.json or zh.json, whose groups are the first part of a key. The
// other language is fetched when it is chosen.
let current = localStorage.getItem("likeness.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
/** What was asked for last, and how often: a slower answer to an earlier question counts no more. */
let wanted = current;
let asked = 0;
/** @returns {Promise<Record<string, Record<string, string>>>} */
async function fetched(name, again) {
  const answer = await fetch(`/web/${name}.json${again}`);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}
/** Once more where it failed, by another name: a failed import is remembered by its own. */
const twice = (ask) => ask("").catch(() => ask(`?again=${Date.now()}`));
/** @type {any} */
let chinese = null;
let words = {};
const listeners = new Set();

export const language = () => current;
/** The language to change to, also while a change is under way. */
export const otherLanguage = () => (wanted === "zh" ? "en" : "zh");
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

/** Fetches what a language needs before anything is said in it; false if another was asked for meanwhile. */
async function learn(name) {
  const mine = ++asked;
  wanted = name;
  try {
    const [found, meanings] = await Promise.all([
      twice((again) => fetched(name, again)),
      name === "zh" ? twice((again) => import(`./meanings.js${again}`)) : null,
    ]);
    if (mine !== asked) return false;
    words = found;
    chinese = meanings ?? chinese;
    meanings?.know(found.term);
  } catch (error) {
    if (mine !== asked) return false;
    wanted = current;
    throw error;
  }
  current = name;
  document.documentElement.lang = name === "zh" ? "zh-CN" : "en";
  return true;
}

/** Changes the language; throws and stays with the one before if its words cannot be had. */
export async function speak(next) {
  if (!(await learn(next))) return;
  localStorage.setItem("likeness.language", next);
  listeners.forEach((listener) => listener());
}
// Every page waits for this. Without its own words it speaks English, and without any it shows their keys, but works.
await learn(current)
  .catch(() => learn("en"))
  .catch(() => false);

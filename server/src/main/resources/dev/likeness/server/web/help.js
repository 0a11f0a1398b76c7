// @ts-check Help with the words: suggestions for the word that is being typed, and fields that write the prompt.
import { el, uid } from "./dom.js";
import { language, onLanguage, t } from "./words.js";
import { VOCABULARY } from "./vocabulary.js";

const MOST = 6;
const mine = (pair) => pair[language() === "zh" ? 1 : 0];
/** What is being typed before the caret: a run of letters, or of Chinese. */
const TYPED = /([A-Za-z][A-Za-z -]*|[\u4e00-\u9fff]+)$/;

/**
 * @param {HTMLTextAreaElement} text
 * @param {() => void} onWritten called when the text was changed from here
 */
export function wordHelp(text, onWritten) {
  const chips = el("div", { class: "chips suggestions", role: "group", label: "help.suggestions", hidden: true });

  function write(value, caret = value.length) {
    text.value = value;
    text.setSelectionRange(caret, caret);
    onWritten();
  }

  function suggest() {
    const before = text.value.slice(0, text.selectionStart ?? 0);
    // The last word, and the last two: "black and w" means "black and white".
    const run = TYPED.exec(before)?.[1].toLowerCase() ?? "";
    const starts = run.split(" ").map((_, i, words) => words.slice(i).join(" "));
    const found = [];
    for (const pair of Object.values(VOCABULARY).flat()) {
      const start = starts.find(
        (each) =>
          each.trim() &&
          pair.some((word) => word.toLowerCase().startsWith(each) && word.toLowerCase() !== each) &&
          (each.length > 1 || /[^a-z]/.test(each)),
      );
      if (start !== undefined) found.push({ pair, start });
    }
    chips.hidden = found.length === 0;
    chips.replaceChildren(
      ...found.slice(0, MOST).map(({ pair, start }) => {
        const word = pair[1].startsWith(start) ? pair[1] : pair[0];
        const take = () => {
          const head = before.slice(0, before.length - start.length) + word;
          write(head + text.value.slice(before.length), head.length);
          chips.hidden = true;
          text.focus();
        };
        return el("button", { type: "button", class: "chip", on: { click: take } }, word);
      }),
    );
  }
  text.addEventListener("input", suggest);

  const fields = Object.entries(VOCABULARY).map(([kind, pairs]) => {
    const select = el("select", { id: uid(kind) });
    let last = "";
    const fill = () =>
      select.replaceChildren(
        el("option", { value: "" }, "–"),
        ...pairs.map((pair) => el("option", { value: mine(pair) }, mine(pair))),
      );
    fill();
    onLanguage(() => {
      fill();
      last = "";
    });
    select.addEventListener("change", () => {
      const parts = text.value
        .split(/[,，]\s*/)
        .map((part) => part.trim())
        .filter((part) => part && part !== last);
      if (select.value) parts.push(select.value);
      last = select.value;
      write(parts.join(language() === "zh" ? "，" : ", "));
    });
    return el("div", {}, el("label", { for: select.id, t: `help.${kind}` }), select);
  });
  return {
    chips,
    form: el("details", { class: "more" }, el("summary", { t: "help.title" }), el("div", { class: "limits" }, fields)),
    hide: () => {
      chips.hidden = true;
    },
  };
}

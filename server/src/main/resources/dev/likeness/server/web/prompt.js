// @ts-check The words of a prompt: typed, understood while they are typed, helped with.
import { el, settled, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";
import { post } from "./api.js";
import { heardItems, markOf } from "./heard.js";
import { wordHelp } from "./help.js";

export const MOST_LETTERS = 800;

/**
 * @param {{state: any, change: (fields: any) => void, onMode: (mode: string) => void, onLost: () => void}} of
 */
export function prompt({ state, change, onMode, onLost }) {
  const mirror = el("div", { class: "mirror", "aria-hidden": "true" });
  const id = uid("words");
  const text = el("textarea", {
    id,
    rows: 3,
    hint: "look.prompt.hint",
    value: state.prompt,
    "aria-describedby": `${id}-heard ${id}-length`,
    on: {
      input: () => written(),
      scroll: () => {
        mirror.scrollTop = text.scrollTop;
      },
    },
  });
  const heardList = el("ul", { class: "heard", id: `${id}-heard`, label: "look.heard" });
  const length = el("p", { class: "small length", id: `${id}-length`, role: "status", hidden: true });
  const help = wordHelp(text, () => written());
  let heard = [];

  function written() {
    change({ prompt: text.value });
    paint([]);
    hear();
  }
  function paint(words) {
    heard = words;
    const over = [...text.value].length - MOST_LETTERS;
    length.hidden = over < -100;
    length.classList.toggle("over", over > 0);
    length.textContent = over > 0 ? `${t("look.toolong")} ${over}` : `${[...text.value].length} / ${MOST_LETTERS}`;
    const parts = [];
    let at = 0;
    // Terms of the template are not in the text and are not marked.
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
    written();
    text.focus();
  }
  const hear = settled(160, async () => {
    if ([...text.value].length > MOST_LETTERS) return;
    try {
      const { gen_mode, words } = await post("/v1/prompts/read", {
        prompt: state.prompt,
        template: state.templates[0],
        gen_mode: state.gen_mode || undefined,
        engine: state.engine || undefined,
      });
      paint(words);
      onMode(gen_mode);
    } catch (error) {
      paint([]);
      if (error.code === "unknown_template") onLost();
    }
  });
  onLanguage(() => paint(heard));
  return {
    node: el(
      "div",
      { class: "field" },
      el("label", { for: id, t: "look.prompt" }),
      el("div", { class: "words" }, mirror, text),
      length,
      help.chips,
      heardList,
      help.form,
    ),
    hear,
    isTooLong: () => [...text.value].length > MOST_LETTERS,
    focus: () => text.focus(),
    show(words) {
      text.value = words;
      help.hide();
      paint([]);
    },
  };
}

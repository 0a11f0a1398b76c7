// @ts-check The terms of a prompt, each with what it leads to or, if it is not followed, with the nearest alternative.
import { el } from "./dom.js";
import { language, said, t } from "./words.js";

const SPOKEN = { followed: "look.followed", partly: "look.partly", "not-followed": "look.ignored" };

/** CSS class of a term; terms about quality and other tools' notation are neither good nor bad. */
export const markOf = ({ outcome, role }) =>
  role === "quality" || role === "notation" ? "aside" : outcome.replace("_", "-");

/**
 * @param {any[]} words as POST /v1/prompts/read tells them
 * @param {((word: any) => void)=} onInstead called with a term that is to be replaced by its alternative
 */
export function heardItems(words, onInstead) {
  // A template's own words are English: in Chinese what they lead to is told, and how many lead nowhere.
  const own = language() === "zh" ? words.filter((word) => word.from === undefined) : [];
  const beyond = own.filter((word) => markOf(word) === "not-followed").length;
  return [
    ...words.filter((word) => !own.includes(word)).map((word) => item(word, onInstead)),
    ...own
      .filter((word) => markOf(word) !== "not-followed")
      .map((word) => el("li", { class: markOf(word) }, el("b", {}, said(word.meaning)))),
    beyond ? el("li", { class: "aside" }, `${t("look.beyond")} ${beyond}`) : "",
  ].filter(Boolean);
}

function item(word, onInstead) {
  const mark = markOf(word);
  return el(
    "li",
    { class: mark },
    el("b", {}, word.words),
    el("span", { class: "visually-hidden" }, SPOKEN[mark] ? t(SPOKEN[mark]) : ""),
    word.meaning === word.words
      ? ""
      : el("span", {}, ` ${mark === "partly" ? t("look.nearest") : ""}${said(word.meaning)}`),
    word.engines ? el("span", {}, ` ${t("look.engines")} ${word.engines.join(", ")}`) : "",
    word.instead && onInstead && word.from !== undefined
      ? el(
          "button",
          { type: "button", class: "instead", on: { click: () => onInstead(word) } },
          `${t("look.instead")} ${word.instead}`,
        )
      : "",
  );
}

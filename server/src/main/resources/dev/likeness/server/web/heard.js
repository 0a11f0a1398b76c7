// @ts-check
// The words of a prompt that were understood, each with what it leads to; for those that are not, what would do.
import { el } from "./dom.js";
import { said, t } from "./words.js";

const SPOKEN = { followed: "look.followed", partly: "look.partly", "not-followed": "look.ignored" };

/** How a word is marked; talk of quality and other tools' notation are neither good nor bad. */
export const markOf = ({ outcome, role }) =>
  role === "quality" || role === "notation" ? "aside" : outcome.replace("_", "-");

/**
 * @param {any[]} words as POST /v1/prompts/read tells them
 * @param {((word: any) => void)=} onInstead takes a word whose nearest thing is wanted in its place
 */
export const heardItems = (words, onInstead) =>
  words.map((word) => {
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
  });

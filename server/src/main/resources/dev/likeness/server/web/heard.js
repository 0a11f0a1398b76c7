// @ts-check
// The words of a prompt that were understood, each with what it leads to.
import { el } from "./dom.js";
import { said, t } from "./words.js";

export const heardItems = (words) =>
  words.map((word) =>
    el(
      "li",
      { class: word.followed ? "yes" : "no" },
      el("b", {}, word.words),
      el("span", { class: "visually-hidden" }, word.followed ? t("look.followed") : t("look.ignored")),
      word.meaning === word.words ? "" : el("span", {}, ` ${said(word.meaning)}`),
    ),
  );

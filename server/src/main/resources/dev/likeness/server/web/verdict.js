// @ts-check The result of the check of a photo.
import { el } from "./dom.js";
import { language, onLanguage, problem, t } from "./words.js";

/** What a check comes to: where several people are seen, nothing is wrong with the photo. */
export const verdictOf = (report) => (report.error?.code === "several_faces" ? "choose" : report.verdict);

export function verdict({ onOther }) {
  const title = el("strong");
  const list = el("ul");
  const other = el("button", { class: "quiet small", t: "faces.other", hidden: true, on: { click: () => onOther() } });
  const node = el(
    "section",
    { class: "verdict", role: "status", label: "verdict.label", hidden: true },
    title,
    list,
    other,
  );
  let found = null;

  function paint() {
    node.dataset.verdict = found ? verdictOf(found) : "";
    title.textContent = t("verdict.wait");
    list.replaceChildren();
    if (!found) return;
    title.textContent = t(`verdict.${verdictOf(found)}`);
    const lines = found.advice.map((advice) => (language() === "zh" ? advice.text_zh : advice.text));
    if (found.error) lines.unshift(problem({ code: found.error.code, message: found.error.detail }));
    list.replaceChildren(...lines.map((line) => el("li", {}, line)));
  }
  onLanguage(paint);

  return {
    node,
    show(report, face) {
      found = report;
      other.hidden = face === undefined && (Boolean(report.error) || report.faces.length < 2);
      paint();
      node.hidden = false;
    },
    /** Takes its place until it is known. */
    wait() {
      found = null;
      other.hidden = true;
      paint();
      node.hidden = false;
    },
    hide() {
      found = null;
      node.hidden = true;
    },
  };
}

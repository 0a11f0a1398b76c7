// @ts-check
// Dialogs, and the buttons that several of them have.
import { el, toast } from "./dom.js";
import { t } from "./words.js";

/**
 * Opens a dialog, which is removed from the page when it is closed.
 * @param {string} label key of its title
 * @param {(dialog: any) => any[]} contents makes what stands below the title
 * @param {string=} kind further CSS classes
 */
export function openDialog(label, contents, kind = "") {
  const dialog = el("dialog", { class: `sheet ${kind}`.trim(), label, on: { close: () => dialog.remove() } });
  dialog.append(el("h2", { t: label }), ...contents(dialog));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The row of buttons at the end of a dialog. */
export const buttonRow = (...buttons) => el("div", { class: "row end" }, buttons);

/** Copies the text of an element. */
export const copyButton = (source) =>
  el("button", {
    t: "code.copy",
    on: {
      click: async () => {
        await navigator.clipboard.writeText(source.textContent);
        toast(t("copied"));
      },
    },
  });

export const closeButton = (dialog) =>
  el("button", { class: "primary", t: "close", on: { click: () => dialog.close() } });

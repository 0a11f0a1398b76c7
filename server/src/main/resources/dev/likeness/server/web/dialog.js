// @ts-check
// Dialogs, and the buttons that several of them have.
import { action, el, toast } from "./dom.js";
import { t } from "./words.js";

/**
 * Opens a dialog, which is removed from the page when it is closed.
 * @param {string} label key of its title
 * @param {(dialog: any) => any[]} contents makes the elements below the title
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
  action("code.copy", async () => {
    await navigator.clipboard.writeText(source.textContent);
    toast(t("copied"));
  });

export const closeButton = (dialog) => action("close", () => dialog.close(), "primary");

/** Asks whether something that cannot be undone is really meant; resolves to whether it is. */
export const sure = (question, doing, ...more) =>
  new Promise((resolve) => {
    let meant = false;
    const dialog = openDialog(question, (opened) => [
      ...more,
      buttonRow(
        action("cancel", () => opened.close(), "quiet"),
        action(
          doing,
          () => {
            meant = true;
            opened.close();
          },
          "primary danger-back",
        ),
      ),
    ]);
    dialog.addEventListener("close", () => resolve(meant));
  });

/** Asks for a line of text; resolves to it, or to null. */
export const lineOf = (title, value) =>
  new Promise((resolve) => {
    let given = null;
    const field = el("input", { value, maxlength: 60, label: title });
    const dialog = openDialog(title, (opened) => [
      el(
        "form",
        {
          class: "row",
          on: {
            submit: (event) => {
              event.preventDefault();
              given = field.value.trim();
              opened.close();
            },
          },
        },
        field,
        el("button", { class: "primary", t: "save" }),
      ),
    ]);
    dialog.addEventListener("close", () => resolve(given));
    field.focus();
  });

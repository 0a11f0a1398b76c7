// @ts-check
// What to do with a finished portrait, and what to know about it.
import { el, save, toast, uid } from "./dom.js";
import { onLanguage, said, t } from "./words.js";
import { get, picture } from "./api.js";
import { buttonRow, closeButton, copyButton, openDialog } from "./dialog.js";
import { LANGUAGES, snippet } from "./snippets.js";

/** Whatever an order like the one of this portrait says. */
export function orderOf(portrait) {
  const { template, prompt, engine, width, height, gpen, skin, skin_unifi, gen_mode, seed } = portrait.request;
  const order = {
    ...(template ? { template } : prompt ? { prompt } : {}),
    width,
    height,
    gpen,
    skin,
    skin_unifi,
    gen_mode,
    seed,
    engine,
  };
  return portrait.watermark ? { ...order, watermark: portrait.watermark } : order;
}

/** The code of an order, a language at a time. */
export function codeDialog(order) {
  const code = el("pre", { tabindex: "0", label: "code.label", role: "region" });
  const name = uid("code");
  const show = (language) => {
    code.textContent = snippet(language, order);
  };
  const choices = el(
    "div",
    { class: "segments", role: "radiogroup", label: "code.language" },
    Object.keys(LANGUAGES).map((language, index) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name,
          class: "visually-hidden",
          checked: index === 0,
          on: { change: () => show(language) },
        }),
        el("span", {}, language),
      ),
    ),
  );
  show("curl");
  openDialog(
    "code.title",
    (dialog) => [
      choices,
      code,
      el("p", { class: "dim small", t: "code.key" }),
      buttonRow(copyButton(code), closeButton(dialog)),
    ],
    "wide",
  );
}

function life(until) {
  const minutes = Math.max(0, Math.round((Date.parse(until) - Date.now()) / 60000));
  return minutes >= 90 ? `${Math.round(minutes / 60)} ${t("hours")}` : `${minutes} ${t("minutes")}`;
}

export function result({ onAgain, onAdopt, onErase, onZoom }) {
  const node = el("section", { class: "result", label: "result.label", hidden: true });
  let shown = [];
  function show(portrait, blob) {
    const file = async (format) => {
      try {
        save(
          format === "jpeg" ? blob : await picture(`/v1/portraits/${portrait.id}/image?format=png`),
          `portrait-${portrait.id}.${format === "jpeg" ? "jpg" : "png"}`,
        );
      } catch (error) {
        toast(error.message, "bad");
      }
    };
    const link = async () => {
      try {
        const { image } = await get(`/v1/portraits/${portrait.id}`);
        await navigator.clipboard.writeText(new URL(image.url, location.origin).href);
        toast(`${t("result.linked")} ${life(image.expires_at)}`);
      } catch (error) {
        toast(error.message, "bad");
      }
    };
    const { request } = portrait;
    const took =
      portrait.started_at && portrait.finished_at
        ? ((Date.parse(portrait.finished_at) - Date.parse(portrait.started_at)) / 1000).toFixed(1) + " s"
        : "";
    node.replaceChildren(
      el(
        "div",
        { class: "row wrap actions" },
        el("button", { class: "primary", t: "result.jpeg", on: { click: () => file("jpeg") } }),
        el("button", { t: "result.png", on: { click: () => file("png") } }),
        el("button", { t: "result.zoom", on: { click: () => onZoom(blob) } }),
        el("button", { t: "result.link", on: { click: link } }),
        el("button", { t: "result.again", on: { click: () => onAgain(portrait) } }),
        el("button", { t: "result.adopt", on: { click: () => onAdopt(portrait) } }),
        el("button", { t: "result.code", on: { click: () => codeDialog(orderOf(portrait)) } }),
        el("button", { class: "danger", t: "result.erase", on: { click: () => onErase(portrait) } }),
      ),
      el(
        "p",
        { class: "facts dim small" },
        [
          `${request.width}×${request.height}`,
          t(`mode.${request.gen_mode}`),
          `${t("look.seed")} ${request.seed}`,
          request.engine,
          took,
          `${portrait.price} PTC`,
          portrait.image ? `${t("result.life")} ${life(portrait.image.expires_at)}` : "",
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      portrait.notes.length
        ? el(
            "ul",
            { class: "notes" },
            portrait.notes
              .filter((note) => note.kind !== "seed")
              .map((note) =>
                el(
                  "li",
                  { class: note.kind },
                  el("b", {}, t(`note.${note.kind}`, note.kind)),
                  " ",
                  said(note.text.replace(/^not followed: /, "")).replaceAll(" -> ", " → "),
                ),
              ),
          )
        : "",
    );
    node.hidden = false;
    shown = [portrait, blob];
  }
  onLanguage(() => {
    if (!node.hidden) show(...shown);
  });
  return {
    node,
    show,
    hide() {
      node.hidden = true;
    },
  };
}

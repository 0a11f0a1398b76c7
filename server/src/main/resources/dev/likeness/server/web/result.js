// @ts-check A finished portrait: actions and notes.
import { action, complain, el, save, toast, uid } from "./dom.js";
import { onLanguage, said, t } from "./words.js";
import { get, picture } from "./api.js";
import { printDialog, ruleList } from "./idphoto.js";
import { buttonRow, closeButton, copyButton, openDialog } from "./dialog.js";
import { LANGUAGES, snippet } from "./snippets.js";

/** An order with the settings of this portrait. */
export function orderOf(portrait) {
  const { template, prompt, engine, width, height, gpen, skin, skin_unifi, gen_mode, seed, face } = portrait.request;
  const { document, background } = portrait.request;
  const order = {
    ...(template ? { template } : {}),
    ...(prompt ? { prompt } : {}),
    ...(document ? { document } : { width, height }),
    ...(background ? { background } : {}),
    ...(face === undefined ? {} : { face }),
    gpen,
    skin,
    skin_unifi,
    gen_mode,
    seed,
    engine,
  };
  return portrait.watermark ? { ...order, watermark: portrait.watermark } : order;
}

/** The code of an order in several languages. */
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
  // A link lives a day at most and is drawn anew when it is copied.
  const minutes = Math.max(0, Math.round((Date.parse(until) - Date.now()) / 60000));
  return minutes >= 90 ? `${Math.round(minutes / 60)} ${t("hours")}` : `${minutes} ${t("minutes")}`;
}

export function result({ onAgain, onAdopt, onErase, onZoom, onName }) {
  const node = el("section", { class: "result", label: "result.label", hidden: true });
  let shown = null;
  let held = null; // its picture, once it is here

  /** @param {any} portrait closed, however it ended */
  function show(portrait) {
    shown = portrait;
    held = null;
    const done = portrait.status === "done";
    const ordered = /\.(\w+)\?/.exec(portrait.image?.url ?? "")?.[1] ?? "jpg";
    const file = (format) => async () => {
      try {
        save(
          (format === ordered && held) ||
            (await picture(`/v1/portraits/${portrait.id}/image?format=${format.replace("jpg", "jpeg")}`)),
          `portrait-${portrait.id}.${format}`,
        );
      } catch (error) {
        complain(error);
      }
    };
    const link = async () => {
      try {
        const { image } = await get(`/v1/portraits/${portrait.id}`);
        await navigator.clipboard.writeText(new URL(image.url, location.origin).href);
        toast(`${t("result.linked")} ${life(image.expires_at)}`);
      } catch (error) {
        complain(error);
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
        done
          ? [
              action(`result.${ordered}`, file(ordered), "primary"),
              ["jpg", "png", "webp"]
                .filter((each) => each !== ordered)
                .map((each) => action(`result.${each}.plain`, file(each))),
              action("result.zoom", () => onZoom(portrait)),
              action("result.print", () => printDialog(portrait)),
              action("result.link", link),
            ]
          : "",
        action("result.again", () => onAgain(portrait)),
        action("result.adopt", () => onAdopt(portrait)),
        done ? action("result.name", () => onName(portrait)) : "",
        action("result.code", () => codeDialog(orderOf(portrait))),
        action("result.erase", () => onErase(portrait), "danger"),
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
          `${portrait.price}\u00a0PTC`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      portrait.report ? ruleList(portrait.report) : "",
      portrait.notes?.length
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
  }
  onLanguage(() => {
    if (!shown) return;
    const picture = held;
    show(shown);
    held = picture;
  });
  return {
    node,
    show,
    /** Whether this portrait is shown, or any. @param {string=} id */
    shows: (id) => shown !== null && (id === undefined || shown.id === id),
    /** Not to be fetched again for a download. */
    hold(blob) {
      held = blob;
    },
    /** Takes the place of a portrait that is to come; returns the one that was shown. */
    wait() {
      const before = shown;
      shown = null;
      node.replaceChildren(el("div", { class: "to-come" }));
      node.hidden = false;
      return before;
    },
    hide() {
      shown = null;
      node.hidden = true;
    },
  };
}

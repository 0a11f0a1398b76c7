// @ts-check The stage: empty, the photo, its preview, progress, or the portrait. A slider compares before and after.
import { el, icon, uid } from "./dom.js";
import { t } from "./words.js";
import { underlay } from "./align.js";

export function stage({ onFiles, onCamera, onSample }) {
  const input = el("input", {
    type: "file",
    accept: "image/jpeg,image/png,image/webp",
    class: "visually-hidden",
    label: "photo.choose",
    id: uid("file"),
    on: {
      change: () => {
        onFiles([...input.files]);
        input.value = "";
      },
    },
  });
  const choose = el("button", { class: "primary", t: "photo.choose", on: { click: () => input.click() } });
  input.tabIndex = -1;
  const empty = el(
    "div",
    { class: "drop" },
    el("p", { class: "drop-title", t: "photo.drop" }),
    el("p", { class: "dim", t: "photo.kinds" }),
    el(
      "div",
      { class: "row center" },
      choose,
      el("button", { on: { click: onCamera } }, icon("camera"), el("span", { t: "photo.camera" })),
    ),
    el("p", { class: "dim small", t: "photo.sample" }),
    el(
      "div",
      { class: "row center" },
      ["sitter-1", "sitter-2"].map((name, index) =>
        el(
          "button",
          { class: "sitter", label: `photo.sitter${index + 1}`, on: { click: () => onSample(name) } },
          el("img", { src: `/web/${name}.jpg`, alt: "", width: 72, height: 72 }),
        ),
      ),
    ),
  );
  const after = el("img", { class: "after", alt: "" });
  const before = el("div", { class: "before", "aria-hidden": "true" });
  const divider = el("div", { class: "divider", "aria-hidden": "true" });
  const slider = el("input", {
    type: "range",
    min: 0,
    max: 100,
    value: 50,
    class: "wipe",
    label: "stage.wipe",
    on: { input: () => wipe(Number(slider.value)) },
  });
  const tagBefore = el("span", { class: "tag left", t: "stage.before" });
  const tagAfter = el("span", { class: "tag right", t: "stage.after" });
  const bar = el("progress", { max: 1, value: 0, label: "stage.progress" });
  const step = el("p", { class: "step", "aria-live": "polite" });
  const cancel = el("button", { t: "stage.cancel" });
  const work = el("div", { class: "work", hidden: true }, step, bar, cancel);
  const badge = el("span", { class: "badge", hidden: true });
  const frame = el(
    "div",
    { class: "frame", hidden: true },
    after,
    before,
    divider,
    tagBefore,
    tagAfter,
    slider,
    badge,
    work,
  );
  const faces = el("div", { class: "faces", role: "group", label: "faces.label", hidden: true });
  frame.append(faces);
  const refusal = el("div", { class: "refusal", role: "alert", hidden: true });
  const node = el("section", { class: "stage", label: "stage.label" }, input, empty, frame, refusal);
  let shown = "";
  let turn = 0;

  function wipe(percent) {
    // The content security policy allows styles set by script, but not styles in markup.
    before.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
    divider.style.left = `${percent}%`;
    tagBefore.classList.toggle("faded", percent < 12);
    tagAfter.classList.toggle("faded", percent > 88);
  }

  function comparing(yes) {
    for (const part of [before, divider, tagBefore, tagAfter, slider]) part.hidden = !yes;
  }

  async function show(blob, photo, alt, label = "") {
    const mine = ++turn;
    const url = URL.createObjectURL(blob);
    const fresh = new Image();
    fresh.src = url;
    try {
      await fresh.decode();
    } catch {
      URL.revokeObjectURL(url);
      return;
    }
    if (mine !== turn) {
      URL.revokeObjectURL(url);
      return;
    }
    if (shown) URL.revokeObjectURL(shown);
    shown = url;
    after.src = url;
    after.alt = alt;
    frame.style.setProperty("--ratio", fresh.naturalWidth / fresh.naturalHeight);
    empty.hidden = true;
    frame.hidden = false;
    refusal.hidden = true;
    faces.hidden = true;
    badge.hidden = !label;
    badge.textContent = label;
    if (!photo || photo === blob) {
      comparing(false);
      return;
    }
    const [old, now] = await Promise.all([createImageBitmap(photo), createImageBitmap(blob)]);
    if (mine !== turn) return;
    before.replaceChildren(underlay(old, now));
    comparing(true);
    wipe(Number(slider.value));
  }

  comparing(false);
  return {
    node,
    show,
    choose: () => input.click(),
    /** The frame without a picture: for orders whose photo is not in this browser. */
    blank(ratio) {
      turn++;
      after.removeAttribute("src");
      after.alt = "";
      frame.style.setProperty("--ratio", ratio);
      empty.hidden = badge.hidden = refusal.hidden = true;
      frame.hidden = false;
      comparing(false);
    },
    clear() {
      turn++;
      frame.hidden = true;
      refusal.hidden = true;
      empty.hidden = false;
      work.hidden = true;
    },
    working(fraction, text, onCancel) {
      work.hidden = false;
      frame.classList.add("busy");
      bar.value = fraction;
      if (step.textContent !== text) step.textContent = text;
      cancel.hidden = !onCancel;
      cancel.onclick = onCancel;
    },
    idle() {
      work.hidden = true;
      frame.classList.remove("busy");
    },
    pending(yes) {
      frame.classList.toggle("pending", yes);
    },
    refuse(title, text) {
      refusal.replaceChildren(
        el("strong", {}, title),
        el("p", {}, text),
        el("button", { t: "photo.other", on: { click: () => input.click() } }),
      );
      refusal.hidden = false;
    },
    accept() {
      refusal.hidden = true;
    },
    /** Boxes to tap, over the photo that is shown. */
    faces({ width, height, faces: found }, onChoose) {
      faces.replaceChildren(
        ...found.map((face, i) => {
          const box = el("button", { on: { click: () => onChoose(i) } }, String(i + 1));
          box.setAttribute("aria-label", `${t("faces.take")} ${i + 1}`);
          box.style.left = `${(100 * face.x) / width}%`;
          box.style.top = `${(100 * face.y) / height}%`;
          box.style.width = `${(100 * face.width) / width}%`;
          box.style.height = `${(100 * face.height) / height}%`;
          return box;
        }),
      );
      faces.hidden = false;
    },
    /** The picture alone, pixel by pixel. */
    zoom(blob) {
      const url = URL.createObjectURL(blob);
      const image = el("img", { src: url, alt: t("stage.zoomed"), class: "fit" });
      const pane = el("div", { class: "pane", tabindex: "0", role: "region", label: "stage.zoomed" }, image);
      const end = () => {
        dialog.remove();
        URL.revokeObjectURL(url);
      };
      const size = el("button", {
        t: "stage.pixels",
        on: {
          click: () => {
            image.classList.toggle("fit");
            pane.scrollTo(pane.scrollWidth / 2 - pane.clientWidth / 2, image.naturalHeight * 0.12);
          },
        },
      });
      const dialog = el(
        "dialog",
        { class: "lightbox", label: "stage.zoomed", on: { close: end } },
        pane,
        el(
          "div",
          { class: "row lightbox-tools" },
          size,
          el("button", { label: "close", class: "round", on: { click: () => dialog.close() } }, icon("close")),
        ),
      );
      image.addEventListener("click", () => size.click());
      document.body.append(dialog);
      dialog.showModal();
    },
  };
}

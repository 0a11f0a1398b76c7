// @ts-check The stage: empty, the photo, its preview, progress, or the portrait. A slider compares before and after.
import { action, el, icon, uid } from "./dom.js";
import { t } from "./words.js";

/** Lays the photo under its portrait: where the service says that it lies; otherwise over the whole frame. */
export function underlay(image, crop, width, height) {
  const { style } = image;
  image.classList.toggle("covering", !crop);
  if (!crop) {
    style.cssText = "";
    return;
  }
  style.width = `${(100 * crop.photo_width * crop.scale) / width}%`;
  style.height = `${(100 * crop.photo_height * crop.scale) / height}%`;
  style.left = `${(100 * crop.x) / width}%`;
  style.top = `${(100 * crop.y) / height}%`;
  style.transform = `rotate(${crop.angle}deg)`;
}

export function stage({ onFiles, onCamera, onSample }) {
  const input = el("input", {
    type: "file",
    accept: "image/*,.heic,.heif",
    multiple: true,
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
  input.tabIndex = -1;
  const pick = () => input.click();
  const empty = el(
    "div",
    { class: "drop" },
    el("p", { class: "drop-title", t: "photo.drop" }),
    el("p", { class: "dim", t: "photo.kinds" }),
    el(
      "div",
      { class: "row center wrap" },
      action("photo.choose", pick, "primary"),
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
  const under = el("img", { alt: "" });
  const before = el("div", { class: "before", "aria-hidden": "true" }, under);
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
  const faces = el("div", { class: "faces", role: "group", label: "faces.label", hidden: true });
  const guide = el("div", { class: "guide", "aria-hidden": "true", hidden: true });
  const mark = el("span", { class: "mark-preview", "aria-hidden": "true", hidden: true });
  const frame = el(
    "div",
    { class: "frame", hidden: true },
    ...[after, before, divider, tagBefore, tagAfter, slider, badge, guide, mark, faces, work],
  );
  const refusal = el("div", { class: "refusal", role: "alert", hidden: true });
  const node = el("section", { class: "stage", label: "stage.label" }, input, empty, frame, refusal);
  const urls = { after: "", under: "" };
  let turn = 0;

  function wipe(percent) {
    // The content security policy allows styles set by script, but not styles in markup.
    before.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
    divider.style.left = `${percent}%`;
    tagBefore.classList.toggle("faded", percent < 12);
    tagAfter.classList.toggle("faded", percent > 88);
  }
  const comparing = (yes) => {
    for (const part of [before, divider, tagBefore, tagAfter, slider]) part.hidden = !yes;
  };
  function put(image, name, blob) {
    if (urls[name]) URL.revokeObjectURL(urls[name]);
    urls[name] = blob ? URL.createObjectURL(blob) : "";
    if (blob) image.src = urls[name];
    else image.removeAttribute("src");
  }

  /**
   * @param {Blob} blob what is seen
   * @param {string} alt of it
   * @param {{photo?: Blob, crop?: any, label?: string, ratio?: number}=} more the photo to compare it with, where that lies,
   *     a label, and the shape to show it in if not its own
   */
  async function show(blob, alt, { photo, crop, label = "", ratio } = {}) {
    const mine = ++turn;
    const fresh = new Image();
    const url = (fresh.src = URL.createObjectURL(blob));
    try {
      await fresh.decode();
    } catch {
      return false;
    } finally {
      URL.revokeObjectURL(url);
    }
    if (mine !== turn) return false;
    put(after, "after", blob);
    after.alt = alt;
    frame.style.setProperty("--ratio", String(ratio || fresh.naturalWidth / fresh.naturalHeight));
    empty.hidden = refusal.hidden = faces.hidden = guide.hidden = mark.hidden = true;
    frame.hidden = false;
    badge.hidden = !label;
    badge.textContent = label;
    const both = Boolean(photo && photo !== blob);
    put(under, "under", both ? photo : null);
    if (both) underlay(under, crop, fresh.naturalWidth, fresh.naturalHeight);
    slider.value = 50; // each picture begins in the middle: what the last one was dragged to says nothing of it
    wipe(50);
    comparing(both);
    return true;
  }

  comparing(false);
  return {
    node,
    frame,
    show,
    choose: pick,
    /** The frame without a picture: for orders whose photo is not in this browser. */
    blank(ratio) {
      turn++;
      put(after, "after", null);
      after.alt = "";
      frame.style.setProperty("--ratio", ratio);
      empty.hidden = badge.hidden = refusal.hidden = guide.hidden = mark.hidden = true;
      frame.hidden = false;
      comparing(false);
    },
    clear() {
      turn++;
      frame.hidden = refusal.hidden = work.hidden = true;
      empty.hidden = false;
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
    pending: (yes) => frame.classList.toggle("pending", yes),
    /** Says why there is no picture, and what can be done: buttons of (key of the text, action). */
    refuse(title, lines, actions = [["photo.other", pick]]) {
      refusal.replaceChildren(
        el("strong", {}, title),
        ...[lines].flat().map((line) => el("p", {}, line)),
        el(
          "div",
          { class: "row wrap" },
          actions.map(([name, act]) => action(name, act)),
        ),
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
    /** Lines over the preview of an identity photo: fractions of the height, with their names. */
    guide(lines) {
      guide.hidden = !lines.length;
      guide.replaceChildren(
        ...lines.map(([name, from, to]) => {
          const band = el("span", { t: name });
          band.style.top = `${100 * from}%`;
          band.style.height = `${100 * Math.max(0.004, to - from)}%`;
          return band;
        }),
      );
    },
    /** How a watermark will look. */
    mark(watermark) {
      mark.hidden = !watermark;
      if (!watermark) return;
      mark.textContent = watermark.text ?? (watermark.language === "en" ? "Generated by AI" : "AI生成");
      mark.className = `mark-preview ${watermark.position}`;
      mark.style.opacity = watermark.opacity ?? 0.3;
      // As the service draws it: 5.5 % of the shorter side, a little more in elongated pictures (LabelLayout).
      const ratio = Number(frame.style.getPropertyValue("--ratio")) || 1;
      const long = Math.max(ratio, 1 / ratio);
      mark.style.fontSize = `${(5.5 * (watermark.size ?? 1) * long ** 0.25) / Math.max(1, ratio)}cqw`;
    },
  };
}

// @ts-check Turning, straightening and cropping a photo, in its full size.
import { action, el, uid } from "./dom.js";
import { buttonRow, openDialog } from "./dialog.js";
import { t } from "./words.js";

const SHOWN = 640;

/** The photo turned by quarters and degrees, then cut to a part of it, in its own pixels. */
export async function edited(bitmap, { quarters, degrees, part }, name) {
  const canvas = document.createElement("canvas");
  draw(canvas, bitmap, quarters, degrees, 1);
  const cut = new OffscreenCanvas(
    Math.max(1, Math.round(canvas.width * part.w)),
    Math.max(1, Math.round(canvas.height * part.h)),
  );
  cut.getContext("2d").drawImage(canvas, -Math.round(canvas.width * part.x), -Math.round(canvas.height * part.y));
  const blob = await cut.convertToBlob({ type: "image/jpeg", quality: 0.98 });
  return new File([blob], name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

/** Straightening keeps the frame and enlarges the photo until no corner is empty. */
function draw(canvas, bitmap, quarters, degrees, scale) {
  const aside = quarters % 2 === 1;
  const [w, h] = aside ? [bitmap.height, bitmap.width] : [bitmap.width, bitmap.height];
  canvas.width = Math.round(w * scale);
  canvas.height = Math.round(h * scale);
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const fill = Math.cos(angle) + Math.sin(angle) * Math.max(w / h, h / w);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2 + (degrees * Math.PI) / 180);
  context.scale(scale * fill, scale * fill);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
}

/** Lets the visitor edit a photo; `done` gets the new file. */
export async function editPhoto(file, done) {
  const bitmap = await createImageBitmap(file);
  const state = { quarters: 0, degrees: 0, part: { x: 0, y: 0, w: 1, h: 1 } };
  const canvas = el("canvas", { role: "img", label: "edit.picture" });
  const box = el("div", { class: "crop-box" });
  const area = el("div", { class: "crop" }, canvas, box);
  const id = uid("straighten");
  const out = el("output", { for: id });
  const straighten = el("input", {
    type: "range",
    id,
    min: -20,
    max: 20,
    step: 0.5,
    value: 0,
    on: {
      input: () => {
        state.degrees = Number(straighten.value);
        paint();
      },
    },
  });
  const sides = ["left", "top", "right", "bottom"].map((side) =>
    el("input", {
      type: "range",
      min: 0,
      max: 45,
      value: 0,
      label: `edit.${side}`,
      data: { side },
      on: { input: () => fromSides() },
    }),
  );
  function fromSides() {
    const [l, top, r, b] = sides.map((side) => Number(side.value) / 100);
    state.part = { x: l, y: top, w: 1 - l - r, h: 1 - top - b };
    paint();
  }
  function paint() {
    draw(canvas, bitmap, state.quarters, state.degrees, Math.min(1, SHOWN / Math.max(bitmap.width, bitmap.height)));
    out.textContent = `${state.degrees}°`;
    const { x, y, w, h } = state.part;
    for (const [name, value] of Object.entries({ left: x, top: y, width: w, height: h }))
      box.style[name] = `${100 * value}%`;
    const set = [x, y, 1 - x - w, 1 - y - h];
    sides.forEach((side, i) => {
      side.value = String(Math.round(100 * set[i]));
    });
  }
  // Dragging over the picture draws the part that stays.
  area.addEventListener("pointerdown", (event) => {
    const bounds = area.getBoundingClientRect();
    const at = (e) => [
      Math.min(1, Math.max(0, (e.clientX - bounds.left) / bounds.width)),
      Math.min(1, Math.max(0, (e.clientY - bounds.top) / bounds.height)),
    ];
    const [x0, y0] = at(event);
    area.setPointerCapture(event.pointerId);
    area.onpointermove = (moved) => {
      const [x1, y1] = at(moved);
      const w = Math.abs(x1 - x0);
      const h = Math.abs(y1 - y0);
      if (w > 0.05 && h > 0.05) state.part = { x: Math.min(x0, x1), y: Math.min(y0, y1), w, h };
      paint();
    };
    area.onpointerup = () => {
      area.onpointermove = null;
    };
    event.preventDefault();
  });
  const turn = (by) => () => {
    state.quarters = (state.quarters + by) % 4;
    state.part = { x: 0, y: 0, w: 1, h: 1 };
    paint();
  };
  paint();
  openDialog(
    "edit.title",
    (dialog) => [
      el("p", { class: "dim small", t: "edit.tells" }),
      el("div", { class: "row wrap center" }, action("edit.left90", turn(3)), action("edit.right90", turn(1))),
      area,
      el("div", { class: "strength" }, el("label", { for: id, t: "edit.straighten" }), out, straighten),
      el(
        "details",
        {},
        el("summary", { class: "small dim", t: "edit.edges" }),
        el(
          "div",
          { class: "edges" },
          sides.map((side) => el("label", { class: "small" }, t(`edit.${side.dataset.side}`), side)),
        ),
      ),
      buttonRow(
        action("cancel", () => dialog.close(), "quiet"),
        action(
          "edit.use",
          async () => {
            dialog.close();
            done(await edited(bitmap, state, file.name));
          },
          "primary",
        ),
      ),
    ],
    "wide",
  );
}

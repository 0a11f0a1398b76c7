// @ts-check The pictures of the lab: rendered one at a time, what is seen first, each photo in each look once.
import { el } from "./dom.js";
import { problem, t } from "./words.js";
import { preview } from "./api.js";
import { FIELDS, only, signature } from "./labdraft.js";

const named = (photo, draft) => `${photo.id}/${photo.face ?? ""}${signature(draft)}`;

/** @param {{isShown: () => boolean, onFace: () => void}} of the page; `onFace` is called when one of several people was chosen */
export function labCells({ isShown, onFace }) {
  const pictures = new Map(); // photo and look -> blob
  const waiting = [];
  let rendering = false;

  function want(photo, draft, cell) {
    const name = named(photo, draft);
    cell.wanted = name;
    if (pictures.has(name)) {
      paint(cell, pictures.get(name));
      return;
    }
    cell.frame.classList.add("pending");
    if (!waiting.some((each) => each.name === name && each.cell === cell))
      waiting.push({ name, photo, draft: { ...draft }, cell });
    pump();
  }
  async function pump() {
    if (rendering) return;
    rendering = true;
    await null; // wait until the cells are on the page
    for (let next = waiting.shift(); next && isShown(); next = waiting.shift()) {
      if (next.cell.wanted !== next.name || !next.cell.frame.isConnected) continue;
      try {
        if (!pictures.has(next.name))
          pictures.set(
            next.name,
            (await preview(next.photo.blob, { ...only(next.draft, FIELDS), face: next.photo.face, seed: 1 })).blob,
          );
        if (next.cell.wanted === next.name) paint(next.cell, pictures.get(next.name));
      } catch (error) {
        if (error.status === 401) break;
        if (["too_busy", "rate_limited"].includes(error.code)) {
          await new Promise((resolve) => setTimeout(resolve, 1500));
          waiting.unshift(next);
          continue;
        }
        next.cell.frame.classList.remove("pending");
        next.cell.frame.replaceChildren(
          error.faces.length > 1
            ? people(next.photo, error.faces.length)
            : el("span", { class: "cell-problem small" }, problem(error)),
        );
      }
    }
    rendering = false;
  }
  /** Which of several people a photo is of: in all templates the same one. */
  function people(photo, count) {
    const choose = (i) => {
      photo.face = i;
      onFace();
    };
    return el(
      "div",
      { class: "cell-faces", role: "group", label: "faces.label" },
      el("p", { class: "small", t: "lab.people" }),
      ...Array.from({ length: count }, (_, i) => {
        const button = el("button", { class: "small", on: { click: () => choose(i) } }, String(i + 1));
        button.setAttribute("aria-label", `${t("faces.take")} ${i + 1}`);
        return button;
      }),
    );
  }
  function paint(cell, blob) {
    const image = el("img", { alt: cell.alt, width: 512, height: 512 });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.src = URL.createObjectURL(blob);
    cell.frame.classList.remove("pending");
    cell.frame.replaceChildren(image);
  }
  function cell(photo, draft, index, label) {
    const frame = el("div", { class: "cell-frame pending" });
    const made = { frame, alt: `${t("lab.photo")} ${index + 1}, ${label}`, wanted: "" };
    want(photo, draft, made);
    return made;
  }

  return {
    /** Shows a photo in the draft of a column, beside the version it is compared with; `slot` is its place in the grid. */
    fill(slot, photo, index, { draft, versions, compare }, label) {
      const version = versions[compare];
      if (slot.now?.frame.isConnected && Boolean(slot.then) === Boolean(version)) {
        want(photo, draft, slot.now);
        if (version) want(photo, version, slot.then);
        return;
      }
      const numbered = `v${compare + 1}`;
      slot.now = cell(photo, draft, index, label);
      slot.then = version ? cell(photo, version, index, `${label} ${numbered}`) : null;
      slot.node.replaceChildren(
        ...(slot.then ? [el("figure", {}, slot.then.frame, el("figcaption", {}, numbered))] : []),
        el("figure", {}, slot.now.frame, version ? el("figcaption", { t: "lab.now" }) : ""),
      );
      pump();
    },
    /** What waits is not wanted any more. */
    clear() {
      waiting.length = 0;
    },
    picture: (photo, draft) => pictures.get(named(photo, draft)),
  };
}

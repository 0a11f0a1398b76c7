// @ts-check The photos that portraits are made of: each with its file, the check's report, and whom of several it shows.
import { el, icon, toast } from "./dom.js";
import { problem, t } from "./words.js";
import { check, drawn, patiently } from "./api.js";
import { smaller, unfit } from "./photo.js";
import { verdictOf } from "./verdict.js";

/**
 * @typedef {{id: string, file: File, whole: File, quick: Blob, seen: boolean, face: number | undefined, report: any}} Taken
 *     a photo; `whole` is what this browser can draw of it in full, `quick` a smaller copy for previews, `seen` whether it can
 */

export function tray({ onPick, onChange, onMore }) {
  /** @type {Taken[]} */
  let photos = [];
  /** @type {Taken | null} */
  let current = null;
  const list = el("ul", { class: "tray" });
  const node = el("div", { class: "tray-row", hidden: true }, list);

  /** Takes files that can be sent; the others are named with the reason. The first taken one is shown. */
  async function add(files) {
    const refused = [];
    const taken = [];
    for (const file of files) {
      const wrong = unfit(file);
      if (wrong) {
        refused.push(`${file.name}: ${t(wrong)}`);
        continue;
      }
      try {
        taken.push(await made(file));
      } catch {
        refused.push(`${file.name}: ${t("photo.broken")}`);
      }
    }
    photos.push(...taken);
    if (taken.length) pick(taken[0]);
    draw();
    return refused;
  }

  /** @returns {Promise<Taken>} */
  async function made(file) {
    const photo = {
      id: crypto.randomUUID(),
      file,
      whole: file,
      quick: file,
      seen: true,
      face: undefined,
      report: null,
    };
    try {
      photo.quick = await smaller(file);
    } catch (error) {
      // What this browser cannot draw, the service may still read.
      if (!/\.(heic|heif|avif)$/i.test(file.name)) throw error;
      try {
        photo.whole = new File([await patiently(() => drawn(file))], file.name.replace(/\.\w+$/, ".jpg"), {
          type: "image/jpeg",
        });
        photo.quick = await smaller(photo.whole);
      } catch {
        photo.seen = false;
      }
    }
    return photo;
  }

  function pick(photo) {
    current = photo;
    draw();
    onPick(photo);
  }

  function drop(photo) {
    photos = photos.filter((each) => each !== photo);
    if (current === photo) {
      current = photos[0] ?? null;
      onPick(current);
    }
    draw();
  }

  function draw() {
    node.hidden = photos.length === 0;
    list.replaceChildren(
      ...photos.map((photo, index) => {
        const image = el("img", { alt: "", width: 56, height: 56 });
        if (photo.seen) {
          image.src = URL.createObjectURL(photo.quick);
          image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
        }
        const button = el(
          "button",
          { class: `photo ${photo.report ? verdictOf(photo.report) : ""}`, on: { click: () => pick(photo) } },
          photo.seen ? image : el("span", { class: "thumb blank" }, photo.file.name.split(".").pop().toUpperCase()),
        );
        button.setAttribute(
          "aria-label",
          [`${t("lab.photo")} ${index + 1}`, photo.file.name, photo.report && t(`verdict.${verdictOf(photo.report)}`)]
            .filter(Boolean)
            .join(", "),
        );
        if (photo === current) button.setAttribute("aria-current", "true");
        const away = el("button", { class: "away", on: { click: () => drop(photo) } }, icon("close"));
        away.setAttribute("aria-label", `${t("lab.removephoto")} ${index + 1}`);
        return el("li", {}, button, away);
      }),
      el(
        "li",
        {},
        el("button", { class: "photo more", label: "photo.more", on: { click: onMore } }, el("span", {}, "+")),
      ),
    );
    onChange();
  }

  let checking = null;
  return {
    node,
    add,
    pick,
    draw,
    all: () => photos,
    current: () => current,
    /** @param {Taken} photo @param {File} file that it was edited to */
    async replace(photo, file) {
      Object.assign(photo, await made(file), { id: photo.id });
      pick(photo);
    },
    /** Takes over photos of an earlier visit. */
    async restore(files) {
      for (const file of files) photos.push(await made(file).catch(() => null));
      photos = photos.filter(Boolean);
      draw();
      return photos.length > 0;
    },
    /** Checks the current photo for an order; resolves to the report, null without one, or undefined if another was asked for. */
    async judge(order) {
      checking?.abort();
      const mine = (checking = new AbortController());
      const photo = current;
      if (!photo) return null;
      try {
        const report = await check(photo.file, { ...order, face: photo.face }, mine.signal);
        if (mine.signal.aborted) return undefined;
        photo.report = report;
        draw();
        return report;
      } catch (error) {
        if (error.name === "AbortError") return undefined;
        if (error.status && error.status < 500 && error.code.startsWith("photo_"))
          toast(`${photo.file.name}: ${problem(error)}`, "bad");
        return null; // advice is optional: the order itself reports real problems
      }
    },
    stop: () => checking?.abort(),
  };
}

// @ts-check The live preview: the stage shows the photo as the form says now, unless it is switched off.
import { complain, el, settled, uid } from "./dom.js";
import { t } from "./words.js";
import { preview } from "./api.js";
import { set, setting } from "./keep.js";
import { BAD_PHOTO } from "./making.js";

/**
 * @param {any} of the stage (`view`); `isBusy` tells whether it waits for a portrait; `wish` tells what is to be seen now (`taken`, `order`, and `asked`, which names both), or
 *     null for nothing; `onComing` is called before a preview is shown and `onShown` after, `onRefused` where the photo will
 *     not do, and `onSwitch` when previews are switched on or off
 */
export function live({ view, isBusy, wish, onComing, onShown, onRefused, onSwitch }) {
  let looking = null; // the preview that is under way
  let waiting = []; // who waits for it

  const box = el("input", {
    type: "checkbox",
    id: uid("live"),
    checked: setting("live", "yes") === "yes",
    on: {
      change: () => {
        set("live", box.checked ? "yes" : "no");
        onSwitch(box.checked);
      },
    },
  });
  const node = el("label", { class: "check", for: box.id }, box, el("span", { t: "studio.live" }));

  function rest() {
    looking = null;
    view.pending(false);
    waiting.forEach((go) => go());
    waiting = [];
  }
  const show = settled(120, async () => {
    const wished = box.checked && wish();
    if (!wished) return;
    looking?.abort();
    const mine = (looking = new AbortController());
    const { taken, order, asked } = wished;
    view.pending(true);
    try {
      const { blob, crop } = await preview(taken.quick, order, mine.signal);
      if (mine.signal.aborted || !wish()) return;
      onComing();
      const seen = taken.seen ? { photo: taken.quick, crop } : {};
      if (await view.show(blob, t("stage.preview"), { ...seen, label: t("stage.preview") })) onShown();
    } catch (error) {
      if (error.name === "AbortError" || mine.signal.aborted) return;
      if (error.code === "several_faces") return; // the check shows which
      if (error.code === "preview_unavailable") {
        if (taken.seen) await view.show(taken.quick, t("stage.photo"), { label: t("studio.nopreview") });
      } else if (BAD_PHOTO(error.code)) {
        onRefused(asked, error);
      } else if (error.code === "too_busy") {
        setTimeout(() => wish()?.asked === asked && show(), 1500);
      } else if (error.status && error.status !== 401) complain(error);
    } finally {
      if (looking === mine) rest();
    }
  });
  return {
    node,
    show,
    isOn: () => box.checked,
    /** Resolves when the stage waits neither for a preview nor for a portrait. @returns {Promise<void>} */
    idle: () => (looking || isBusy() ? new Promise((resolve) => waiting.push(() => resolve())) : Promise.resolve()),
    /** Neither goes on with a preview nor begins one that was asked for. */
    drop() {
      show.drop();
      looking?.abort();
    },
    rest,
  };
}

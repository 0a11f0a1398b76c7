// @ts-check A portrait alone, with the next and the one before; and two beside each other.
import { action, el, icon } from "./dom.js";
import { t } from "./words.js";
import { picture } from "./api.js";

function lightbox(label, ...contents) {
  const dialog = el("dialog", { class: "lightbox", label, on: { close: () => dialog.remove() } }, ...contents);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
const closing = () =>
  el(
    "button",
    { label: "close", class: "round", on: { click: (event) => event.target.closest("dialog").close() } },
    icon("close"),
  );

/**
 * @param {any[]} portraits that are done, in their order
 * @param {string} id of the first that is shown
 * @param {(portrait: any) => string} named
 * @param {(id: string) => void} onLeave called with the last that was shown
 */
export function viewer(portraits, id, named, onLeave) {
  let at = Math.max(
    0,
    portraits.findIndex((each) => each.id === id),
  );
  let url = "";
  let turn = 0;
  const image = el("img", { class: "fit", alt: "" });
  const pane = el("div", { class: "pane", tabindex: "0", role: "region", label: "stage.zoomed" }, image);
  const title = el("p", { class: "lightbox-title", "aria-live": "polite" });
  const size = action("stage.pixels", () => {
    image.classList.toggle("fit");
    pane.scrollTo(pane.scrollWidth / 2 - pane.clientWidth / 2, image.naturalHeight * 0.12);
  });
  async function show() {
    const mine = ++turn;
    const portrait = portraits[at];
    title.textContent = `${named(portrait)} · ${at + 1} / ${portraits.length}`;
    const blob = await picture(`/v1/portraits/${portrait.id}/image`).catch(() => null);
    if (mine !== turn || !blob) return;
    URL.revokeObjectURL(url);
    image.src = url = URL.createObjectURL(blob);
    image.alt = named(portrait);
  }
  const step = (by) => () => {
    at = (at + by + portraits.length) % portraits.length;
    show();
  };
  const arrow = (kind, by) =>
    el("button", { class: `round ${kind}`, label: `viewer.${kind}`, on: { click: step(by) } });
  const previous = arrow("previous", -1);
  const next = arrow("next", 1);
  previous.append("‹");
  next.append("›");
  previous.hidden = next.hidden = portraits.length < 2;
  const dialog = lightbox(
    "stage.zoomed",
    pane,
    el("div", { class: "row lightbox-tools" }, title, previous, next, size, closing()),
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1)();
    else if (event.key === "ArrowRight") step(1)();
  });
  dialog.addEventListener("close", () => {
    URL.revokeObjectURL(url);
    onLeave(portraits[at].id);
  });
  image.addEventListener("click", () => size.click());
  show();
}

/** Two portraits beside each other. */
export async function compare(two, named) {
  const blobs = await Promise.all(two.map((portrait) => picture(`/v1/portraits/${portrait.id}/image`)));
  const urls = blobs.map((blob) => URL.createObjectURL(blob));
  const dialog = lightbox(
    "pick.compare",
    el(
      "div",
      { class: "pair" },
      two.map((portrait, i) =>
        el(
          "figure",
          {},
          el("img", { src: urls[i], alt: named(portrait) }),
          el("figcaption", {}, `${named(portrait)} · ${t("look.seed")} ${portrait.request.seed}`),
        ),
      ),
    ),
    el("div", { class: "row lightbox-tools" }, closing()),
  );
  dialog.addEventListener("close", () => urls.forEach((url) => URL.revokeObjectURL(url)));
}

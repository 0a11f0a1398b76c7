// @ts-check The end of the form: whether the person agrees, the button with what it costs, and what is still missing.
import { action, el, toast, uid } from "./dom.js";
import { t } from "./words.js";
import { get } from "./api.js";

export function submit({ onChange, onOrder, onCode }) {
  let tariff = {}; // PTC by engine
  let balance = "";

  const box = (key) => {
    const input = el("input", { type: "checkbox", id: uid("box"), on: { change: onChange } });
    return { input, node: el("label", { class: "check", for: input.id }, input, el("span", { t: key })) };
  };
  // Asked for anew with each photo: it is another person's to give.
  const consent = box("studio.consent");
  const every = box("studio.every");
  const words = el("span");
  const price = el("span", { class: "price" });
  const button = el(
    "button",
    { class: "primary big", "aria-keyshortcuts": "Control+Enter", on: { click: order } },
    words,
    price,
  );
  const why = el("p", { class: "why", role: "status" });
  const code = action("result.code", onCode, "quiet small");
  const node = el(
    "div",
    { class: "submit" },
    consent.node,
    every.node,
    button,
    el("div", { class: "row dim small" }, why, code),
  );
  let placing = false;
  async function order() {
    if (button.disabled) return;
    placing = button.disabled = true;
    try {
      await onOrder();
    } finally {
      placing = false;
      onChange();
    }
  }

  return {
    node,
    agreed: () => consent.input.checked,
    everyPhoto: () => every.input.checked,
    askAnew() {
      consent.input.checked = false;
    },
    /**
     * @param {string} lack key of what is missing, or empty
     * @param {number} photos how many there are
     * @param {number} each pictures of one photo
     * @param {string=} engine
     */
    show(lack, photos, each, engine) {
      button.disabled = placing || lack !== "";
      every.node.hidden = photos < 2;
      if (photos < 2) every.input.checked = false;
      const n = each * (every.input.checked ? photos : 1);
      words.textContent = n === 1 ? t("studio.submit") : `${t("studio.make")} ${n}${t("studio.pictures")}`;
      const one = Number(tariff[engine] ?? tariff["*"]);
      price.textContent = one ? `${(one * n).toFixed(2)} PTC` : "";
      // One line for both: what is missing counts before what is left.
      why.textContent = lack ? t(lack) : balance ? t("studio.ptc").replace("{}", balance) : "";
    },
    /** Asks what pictures cost and what is left; what cannot be had stays as it was. */
    async priced() {
      const [prices, own] = await Promise.all([
        get("/v1/prices").catch(() => ({ prices: tariff })),
        get("/v1/balance").catch(() => ({ balance })),
      ]);
      tariff = prices.prices;
      balance = own.balance;
      onChange();
    },
    /** By the keyboard: says what is missing where the button would do nothing. */
    press() {
      if (placing) return;
      if (button.disabled) toast(why.textContent, "bad");
      else order();
    },
  };
}

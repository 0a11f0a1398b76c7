// @ts-check The books: balance, usage and, for administrators, keys, accounts and prices.
import { action, complain, el, labelled, toast, uid } from "./dom.js";
import { onLanguage, problem, t } from "./words.js";
import { get, post, put } from "./api.js";
import { keyring, ownLimits } from "./keys.js";
import { sure } from "./dialog.js";
import { short } from "./history.js";
import { figures, table, when } from "./table.js";

const DAY = 86_400_000;
const tagged = (id) => el("span", { title: id }, short(id));

/** Portraits of the last 30 days as bars; a hidden table has the numbers for screen readers. */
function chart(usage) {
  const days = Array.from({ length: 30 }, (_, index) =>
    new Date(Date.now() - (29 - index) * DAY).toISOString().slice(0, 10),
  );
  const counts = days.map((day) =>
    usage.filter((item) => item.day === day).reduce((sum, item) => sum + item.portraits, 0),
  );
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, index) =>
    el("rect", {
      x: index * 20 + 3,
      y: 104 - (96 * count) / most,
      width: 14,
      height: Math.max(1.5, (96 * count) / most),
      rx: 3,
      class: count ? "bar" : "bar none",
    }),
  );
  return el(
    "figure",
    { class: "chart" },
    el(
      "svg",
      {
        viewBox: "0 0 600 106",
        role: "img",
        "aria-label": `${t("books.usage")}: ${counts.reduce((a, b) => a + b, 0)}`,
      },
      bars,
    ),
    el("div", { class: "row dim small ends" }, el("span", {}, days[0].slice(5)), el("span", {}, days[29].slice(5))),
    el(
      "details",
      {},
      el("summary", { class: "small dim", t: "books.day" }),
      table(
        "books.usage",
        ["books.day", "keys.name", "look.engine", "books.count", "books.amount"],
        usage.map((item) => [item.day, item.key_name, item.engine, String(item.portraits), item.spent]),
      ),
    ),
  );
}

export function books() {
  const sums = el("dl", { class: "figures" });
  const usage = el("section", { class: "card" });
  const ledger = el("section", { class: "card" });
  const limits = el("section", { class: "card" });
  const accounts = el("section", { class: "card wide", hidden: true });
  const prices = el("section", { class: "card" });
  const keys = keyring();
  // Shown together once everything is loaded, so that nothing moves.
  const all = el(
    "div",
    { class: "books", hidden: true },
    sums,
    el("div", { class: "cards" }, el("div", { class: "column" }, usage, limits, prices), ledger, keys.node, accounts),
  );
  const node = el(
    "div",
    { class: "books" },
    el("h1", { t: "nav.books" }),
    el("p", { class: "dim", t: "books.tells" }),
    all,
  );
  let mayAdminister = false;

  async function balance() {
    const body = await get("/v1/balance");
    sums.replaceChildren(
      ...figures([
        ["books.balance", body.balance, "PTC"],
        ["books.deposited", body.deposited, "PTC"],
        ["books.used", body.used, "PTC"],
      ]),
    );
    usage.replaceChildren(el("h2", { t: "books.usage" }), chart((await get("/v1/usage")).items));
  }

  async function entries() {
    const rows = [];
    let next = "";
    const more = action("books.more", load, "quiet");
    async function load() {
      const page = await get(`/v1/ledger?limit=25${next ? `&cursor=${next}` : ""}`);
      rows.push(
        ...page.items.map((entry) => [
          when(entry.at),
          t(`ledger.${entry.kind}`),
          entry.amount,
          entry.portrait ? tagged(entry.portrait) : "",
        ]),
      );
      next = page.next ?? "";
      more.hidden = !next;
      ledger.replaceChildren(
        el("h2", { t: "books.ledger" }),
        table("books.ledger", ["books.when", "books.kind", "books.amount", "books.portrait"], rows),
        more,
      );
    }
    await load();
  }

  async function own() {
    const key = await get("/v1/key");
    mayAdminister = key.scopes.includes("admin");
    limits.replaceChildren(...ownLimits(key).flat(2));
    await Promise.all([tariff(), ...(mayAdminister ? [keys.fill(), everybody()] : [])]);
  }

  async function everybody() {
    const { items } = await get("/v1/accounts");
    accounts.hidden = false;
    const amount = el("input", { id: uid("amount"), type: "number", min: 0.01, step: 0.01, required: true });
    const who = el(
      "select",
      { id: uid("who") },
      items.map((each) => el("option", {}, each.name)),
    );
    accounts.replaceChildren(
      el("h2", { t: "accounts.title" }),
      el(
        "form",
        {
          class: "row wrap make",
          on: {
            submit: async (event) => {
              event.preventDefault();
              try {
                await post(`/v1/accounts/${encodeURIComponent(who.value)}/deposits`, { amount: amount.value });
                await fill();
              } catch (error) {
                complain(error);
              }
            },
          },
        },
        labelled("keys.account", who),
        labelled("books.amount", amount),
        el("button", { t: "accounts.deposit" }),
      ),
      table(
        "accounts.title",
        [
          "keys.account",
          "books.balance",
          "accounts.spent",
          "accounts.made",
          "accounts.open",
          "keys.title",
          "books.when",
        ],
        items.map((each) => [
          each.name,
          each.balance,
          each.spent_30_days,
          String(each.portraits_30_days),
          `${each.being_made} + ${each.waiting}`,
          String(each.keys),
          when(each.created_at),
        ]),
      ),
    );
  }

  async function tariff() {
    const body = await get("/v1/prices");
    const price = (engine) => {
      const before = body.prices[engine];
      if (!mayAdminister) return before;
      const input = el("input", {
        class: "price-field",
        type: "number",
        min: 0,
        step: 0.01,
        value: before,
        label: "books.amount",
      });
      const saving = async (value) => {
        try {
          await put(`/v1/prices/${encodeURIComponent(engine)}`, { price: value });
          return true;
        } catch (error) {
          complain(error);
          return false;
        }
      };
      const save = el("button", { t: "save", hidden: true });
      const undo = el("button", { class: "quiet", t: "prices.undo", hidden: true });
      input.addEventListener("input", () => {
        save.hidden = input.value === "" || Number(input.value) === Number(body.prices[engine]);
      });
      const to = async (value) => {
        if (!(await saving(value))) return;
        body.prices[engine] = input.value = value;
        save.hidden = true;
        undo.hidden = Number(value) === Number(before);
        toast(t("prices.saved"));
      };
      save.addEventListener("click", async () => {
        const change = el(
          "p",
          {},
          `${engine === "*" ? t("prices.all") : engine}: ${body.prices[engine]} → ${input.value} PTC`,
        );
        if (await sure("prices.sure", "save", change)) to(input.value);
      });
      undo.addEventListener("click", () => to(before));
      return el("div", { class: "row" }, input, save, undo);
    };
    prices.replaceChildren(
      el("h2", { t: "prices.title" }),
      table(
        "prices.title",
        ["look.engine", "books.amount"],
        Object.keys(body.prices).map((engine) => [
          engine !== "*" ? engine : t(Object.keys(body.prices).length > 1 ? "prices.others" : "prices.all"),
          price(engine),
        ]),
      ),
    );
  }

  async function fill() {
    const tried = await Promise.allSettled([balance(), entries(), own()]);
    const failures = tried.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    const failure = failures.find((reason) => reason.status !== 401);
    if (failure) toast(problem(failure), "bad");
    all.hidden = false;
  }
  onLanguage(() => {
    if (node.isConnected) fill();
  });
  return { node, start: fill, enter: fill, title: "nav.books" };
}

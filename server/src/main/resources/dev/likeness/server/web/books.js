// The books: where the account stands, what it was spent on, and, for administrators, keys, accounts, prices.
import { el, toast, uid } from "./dom.js";
import { language, onLanguage, problem, t } from "./words.js";
import { get, post, remove } from "./api.js";

const when = iso => new Date(iso).toLocaleString(language() === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
const DAY = 86_400_000;

function table(caption, heads, rows) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", label: caption }, el("table", {},
    el("thead", {}, el("tr", {}, heads.map(head => el("th", { scope: "col", t: head })))),
    el("tbody", {}, rows.map(row => el("tr", {}, row.map(cell => el("td", {}, cell)))))));
}

/** Portraits of the last 30 days as bars; the numbers are in the table behind it for those who cannot see it. */
function chart(usage) {
  const days = Array.from({ length: 30 }, (_, index) => new Date(Date.now() - (29 - index) * DAY).toISOString().slice(0, 10));
  const counts = days.map(day => usage.filter(item => item.day === day).reduce((sum, item) => sum + item.portraits, 0));
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, index) => el("rect", { x: index * 20 + 3, y: 104 - 96 * count / most, width: 14, height: Math.max(1.5, 96 * count / most), rx: 3, class: count ? "bar" : "bar none" }));
  return el("figure", { class: "chart" },
    el("svg", { viewBox: "0 0 600 106", role: "img", "aria-label": `${t("books.usage")}: ${counts.reduce((a, b) => a + b, 0)}` }, bars),
    el("div", { class: "row dim small ends" }, el("span", {}, days[0].slice(5)), el("span", {}, days[29].slice(5))),
    el("details", {}, el("summary", { class: "small dim", t: "books.day" }), table("books.usage", ["books.day", "keys.name", "look.engine", "books.count", "books.amount"],
      usage.map(item => [item.day, item.key_name, item.engine, String(item.portraits), item.spent]))));
}

export function books() {
  const figures = el("dl", { class: "figures" });
  const usage = el("section", { class: "card" });
  const ledger = el("section", { class: "card" });
  const keys = el("section", { class: "card wide", hidden: true });
  const accounts = el("section", { class: "card", hidden: true });
  const prices = el("section", { class: "card" });
  const node = el("div", { class: "books" }, el("h1", { t: "nav.books" }), figures, el("div", { class: "cards" }, usage, ledger, keys, accounts, prices));

  async function balance() {
    const body = await get("/v1/balance");
    figures.replaceChildren(...[["books.balance", body.balance], ["books.deposited", body.deposited], ["books.used", body.used]].map(([name, value]) =>
      el("div", {}, el("dt", { t: name }), el("dd", {}, value, " ", el("small", {}, "PTC")))));
    usage.replaceChildren(el("h2", { t: "books.usage" }), chart((await get("/v1/usage")).items));
  }

  async function entries() {
    const rows = [];
    let next = "";
    const more = el("button", { class: "quiet", t: "books.more", on: { click: load } });
    async function load() {
      const page = await get(`/v1/ledger?limit=25${next ? `&cursor=${next}` : ""}`);
      rows.push(...page.items.map(entry => [when(entry.at), t(`ledger.${entry.kind}`), entry.amount, entry.portrait ?? ""]));
      next = page.next ?? "";
      more.hidden = !next;
      ledger.replaceChildren(el("h2", { t: "books.ledger" }), rows.length ? table("books.ledger", ["books.when", "books.kind", "books.amount", "books.portrait"], rows) : el("p", { class: "dim", t: "books.nothing" }), more);
    }
    await load();
  }

  function shownOnce(key) {
    const code = el("code", {}, key.issued?.bearer ?? "");
    const dialog = el("dialog", { class: "sheet", label: "keys.title", on: { close: () => dialog.remove() } }, el("h2", { t: "keys.shown" }), code,
      el("div", { class: "row end" }, el("button", { t: "code.copy", on: { click: async () => { await navigator.clipboard.writeText(code.textContent); toast(t("copied")); } } }), el("button", { class: "primary", t: "close", on: { click: () => dialog.close() } })));
    document.body.append(dialog);
    dialog.showModal();
  }

  async function administration() {
    if (!(await get("/v1/key")).scopes.includes("admin")) return;
    const list = (await get("/v1/keys")).items;
    keys.hidden = accounts.hidden = false;
    const act = async work => { try { await work(); await administration(); } catch (error) { toast(problem(error), "bad"); } };
    const name = el("input", { id: uid("name"), maxlength: 100, required: true });
    const account = el("input", { id: uid("account"), maxlength: 100 });
    const admin = el("input", { type: "checkbox", id: uid("admin") });
    const make = el("form", { class: "row wrap make", on: { submit: event => { event.preventDefault(); act(async () => {
      const scopes = ["portraits:read", "portraits:write", "templates", "books", ...(admin.checked ? ["admin"] : [])];
      shownOnce(await post("/v1/keys", { name: name.value, scopes, ...(account.value ? { account: account.value } : {}) }));
    }); } } },
      el("div", {}, el("label", { for: name.id, t: "keys.name" }), name), el("div", {}, el("label", { for: account.id, t: "keys.account" }), account),
      el("label", { class: "check", for: admin.id }, admin, el("span", { t: "keys.admin" })), el("button", { class: "primary", t: "keys.create" }));
    keys.replaceChildren(el("h2", { t: "keys.title" }), make, table("keys.title", ["keys.name", "keys.account", "keys.scopes", "keys.state", "keys.actions"], list.map(key => [
      key.name, key.account ?? "", (key.scopes ?? []).join(", "), t(`keys.${key.state ?? "valid"}`, key.state),
      key.state === "revoked" ? "" : el("div", { class: "row" },
        el("button", { t: "keys.rotate", on: { click: () => act(async () => shownOnce(await post(`/v1/keys/${key.id}/rotate`, { overlap_seconds: 0 }))) } }),
        el("button", { class: "danger", t: "keys.revoke", on: { click: () => { if (confirm(t("keys.sure"))) act(() => remove(`/v1/keys/${key.id}`)); } } }))])));
    accounts.replaceChildren(el("h2", { t: "accounts.title" }), table("accounts.title", ["keys.account", "books.balance", "books.when"], (await get("/v1/accounts")).items.map(each => [each.name, each.balance, when(each.created_at)])));
  }

  async function tariff() {
    const body = await get("/v1/prices");
    prices.replaceChildren(el("h2", { t: "prices.title" }), table("prices.title", ["look.engine", "books.amount"], Object.entries(body.prices).map(([engine, price]) => [engine, price])));
  }

  async function fill() {
    const tried = await Promise.allSettled([balance(), entries(), administration(), tariff()]);
    const failed = tried.find(each => each.status === "rejected" && each.reason.status !== 401);
    if (failed) toast(problem(failed.reason), "bad");
  }
  onLanguage(() => { if (node.isConnected) fill(); });
  return { node, start: fill, enter: fill, title: "nav.books" };
}

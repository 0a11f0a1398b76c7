// @ts-check Keys: the limits of the own key and, for administrators, all keys.
import { action, complain, el, labelled, uid } from "./dom.js";
import { t } from "./words.js";
import { get, patch, post, remove } from "./api.js";
import { buttonRow, closeButton, copyButton, openDialog, sure } from "./dialog.js";
import { table, when } from "./table.js";

// Each quota with the amount spent.
const QUOTAS = [
  ["hourly", "hour"],
  ["daily", "day"],
  ["monthly", "month"],
  ["total", "total"],
];
const LIMITS = ["per_second", "open", ...QUOTAS.map(([limit]) => limit)];
const limited = (limits) =>
  LIMITS.filter((name) => limits[name] !== undefined)
    .map((name) => `${t(`limit.${name}`)} ${limits[name]}`)
    .join(", ");

/** The limits of this key. */
export function ownLimits(key) {
  const quotas = QUOTAS.filter(([limit]) => key.limits[limit] !== undefined).map(([limit, spent]) => {
    const used = Number(key.spent[spent]) || 0;
    const most = Number(key.limits[limit]);
    return el(
      "div",
      { class: "quota" },
      el("span", { t: `limit.${limit}` }),
      el("span", { class: "dim" }, `${key.spent[spent] ?? "0"} / ${key.limits[limit]} PTC`),
      el("meter", {
        min: 0,
        max: most || 1,
        high: most * 0.8,
        optimum: 0,
        value: Math.min(used, most),
        label: `limit.${limit}`,
      }),
    );
  });
  const paces = ["per_second", "open"]
    .filter((name) => key.limits[name] !== undefined)
    .map((name) =>
      el(
        "div",
        { class: "quota" },
        el("span", { t: `limit.${name}` }),
        el("span", { class: "dim" }, String(key.limits[name])),
      ),
    );
  return [
    el("h2", { t: "limit.title" }),
    el("p", {}, key.name, el("span", { class: "dim" }, ` · ${key.account}`)),
    quotas.length + paces.length ? [quotas, paces] : el("p", { class: "dim", t: "limit.none" }),
  ];
}

function shownOnce(key) {
  const code = el("code", {}, key.issued?.bearer ?? "");
  openDialog("keys.shown", (dialog) => [code, buttonRow(copyButton(code), closeButton(dialog))]);
}

function editLimits(key, done) {
  const inputs = LIMITS.map((name) =>
    el("input", {
      id: uid(name),
      name,
      type: "number",
      min: name === "open" ? 1 : 0.01,
      step: name === "open" ? 1 : 0.01,
      value: key.limits[name] ?? "",
    }),
  );
  openDialog("keys.limits", (dialog) => [
    el("p", { class: "dim small", t: "limit.tells" }),
    el(
      "form",
      {
        class: "limits",
        on: {
          submit: async (event) => {
            event.preventDefault();
            const limits = Object.fromEntries(
              inputs
                .filter((input) => input.value !== "")
                .map((input) => [
                  input.name,
                  ["per_second", "open"].includes(input.name) ? Number(input.value) : input.value,
                ]),
            );
            try {
              await patch(`/v1/keys/${key.id}`, { limits });
              dialog.close();
              done();
            } catch (error) {
              complain(error);
            }
          },
        },
      },
      inputs.map((input) => el("div", {}, el("label", { for: input.id, t: `limit.${input.name}` }), input)),
      buttonRow(
        el("button", { type: "button", class: "quiet", t: "cancel", on: { click: () => dialog.close() } }),
        el("button", { class: "primary", t: "save" }),
      ),
    ),
  ]);
}

/** All keys of the service, with actions. */
export function keyring() {
  const node = el("section", { class: "card wide", hidden: true });
  const act = async (work) => {
    try {
      await work();
      await fill();
    } catch (error) {
      complain(error);
    }
  };

  function makeForm() {
    const name = el("input", { id: uid("name"), maxlength: 100, required: true });
    const account = el("input", { id: uid("account"), maxlength: 100 });
    const admin = el("input", { type: "checkbox", id: uid("admin") });
    return el(
      "form",
      {
        class: "row wrap make",
        on: {
          submit: (event) => {
            event.preventDefault();
            act(async () => {
              const scopes = [
                "portraits:read",
                "portraits:write",
                "templates",
                "books",
                ...(admin.checked ? ["admin"] : []),
              ];
              shownOnce(
                await post("/v1/keys", {
                  name: name.value,
                  scopes,
                  ...(account.value ? { account: account.value } : {}),
                }),
              );
            });
          },
        },
      },
      labelled("keys.name", name),
      labelled("keys.account", account),
      el("label", { class: "check", for: admin.id }, admin, el("span", { t: "keys.admin" })),
      el("button", { class: "primary", t: "keys.create" }),
    );
  }

  async function fill() {
    const { items } = await get("/v1/keys");
    // Revoked keys are not listed.
    const rows = items.toSorted((a, b) => Number(a.state === "revoked") - Number(b.state === "revoked"));
    node.hidden = false;
    node.replaceChildren(
      el("h2", { t: "keys.title" }),
      makeForm(),
      table(
        "keys.title",
        ["keys.name", "keys.account", "keys.scopes", "keys.limit", "books.used", "books.when", "keys.actions"],
        rows.map((key) => [
          key.name,
          key.account,
          el("code", {}, key.scopes.join(", ")),
          limited(key.limits) || "–",
          key.spent.total ?? "0",
          when(key.created_at),
          key.state === "revoked"
            ? t("keys.revoked")
            : el(
                "div",
                { class: "row" },
                key.state === "valid" ? "" : t(`keys.${key.state}`, key.state),
                action("keys.limits", () => editLimits(key, () => act(async () => {}))),
                action("keys.rotate", () =>
                  act(async () => shownOnce(await post(`/v1/keys/${key.id}/rotate`, { overlap_seconds: 0 }))),
                ),
                action(
                  "keys.revoke",
                  async () => {
                    if (await sure("keys.sure", "keys.revoke", el("p", {}, key.name)))
                      act(() => remove(`/v1/keys/${key.id}`));
                  },
                  "danger",
                ),
              ),
        ]),
      ),
    );
  }
  return { node, fill };
}

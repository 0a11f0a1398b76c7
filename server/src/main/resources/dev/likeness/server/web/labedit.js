// @ts-check The head of a column of the lab: a template edited beside its pictures, kept in versions, published.
import { action, el, icon, save, settled, uid } from "./dom.js";
import { t } from "./words.js";
import { post } from "./api.js";
import { heardItems } from "./heard.js";
import { KEPT, labelOf, only } from "./labdraft.js";
import { strengthSlider } from "./slider.js";

/**
 * @param {any} column its draft, versions and what it is compared with
 * @param {any} to `changed` (draw its pictures), `redraw` (all of the grid), `drop` (the column), `publish`, `withdraw`, and
 *     `isOwn`, whether the account has published a template of this name
 */
export function columnEditor(column, { changed, redraw, drop, publish, withdraw, isOwn }) {
  const { draft } = column;
  const plan = el("ul", { class: "heard", label: "look.heard" });
  const read = async () => {
    try {
      plan.replaceChildren(
        ...heardItems(
          (await post("/v1/prompts/read", { prompt: draft.prompt ?? "", gen_mode: draft.gen_mode || undefined })).words,
        ),
      );
    } catch {
      plan.replaceChildren();
    }
  };
  const rerender = settled(350, () => {
    changed();
    read();
  });
  const field = (name, node) => el("div", { class: "lab-field" }, el("label", { for: node.id, t: name }), node);
  const text = (name, tag = "input") =>
    el(tag, {
      id: uid(name),
      value: draft[name] ?? "",
      rows: tag === "textarea" ? 3 : null,
      on: {
        input: (event) => {
          draft[name] = event.target.value;
          column.changed = true;
          head.textContent = labelOf(draft);
          rerender();
        },
      },
    });
  const mode = el(
    "select",
    {
      id: uid("mode"),
      on: {
        change: () => {
          draft.gen_mode = mode.value;
          column.changed = true;
          rerender();
        },
      },
    },
    ["creative", "reference", "reference_char"].map((each) => el("option", { value: each, t: `mode.${each}` })),
  );
  mode.value = draft.gen_mode ?? "creative";
  const strength = (name) => {
    const slider = strengthSlider(
      name,
      () => draft[name] ?? 0,
      (value) => {
        draft[name] = value;
        column.changed = true;
        rerender();
      },
    );
    slider.draw();
    return slider.node;
  };
  const compare = el("select", {
    id: uid("compare"),
    on: {
      change: () => {
        column.compare = Number(compare.value);
        changed();
      },
    },
  });
  const versions = () => {
    compare.replaceChildren(
      el("option", { value: -1, t: "lab.noversion" }),
      ...column.versions.map((_, index) => el("option", { value: index }, `v${index + 1}`)),
    );
    compare.value = column.compare;
  };
  versions();
  const head = el("h2", { class: "lab-title" }, labelOf(draft));
  return el(
    "div",
    { class: "lab-head" },
    el(
      "div",
      { class: "row" },
      head,
      el(
        "button",
        {
          class: "round quiet",
          label: "lab.remove",
          on: {
            click: () => {
              drop();
            },
          },
        },
        icon("close"),
      ),
    ),
    el(
      "details",
      {
        class: "lab-edit",
        name: "lab-edit",
        open: column.open,
        on: {
          toggle: (event) => {
            column.open = event.target.open;
            if (column.open) read();
          },
        },
      },
      el("summary", { t: "lab.edit" }),
      el(
        "div",
        { class: "lab-form" },
        field("lab.name", text("name")),
        field("lab.title", text("title")),
        field("lab.title_zh", text("title_zh")),
        field("lab.prompt", text("prompt", "textarea")),
        plan,
        field("look.mode", mode),
        strength("gpen"),
        strength("skin"),
        strength("skin_unifi"),
        field("lab.version", compare),
        el(
          "div",
          { class: "row wrap" },
          action("lab.snapshot", () => {
            column.versions.push({ ...only(draft, KEPT) });
            column.compare = column.versions.length - 1;
            versions();
            changed();
          }),
          action("lab.apply", () => {
            const version = column.versions[column.compare];
            if (version) {
              column.draft = { ...version, own: draft.own };
              redraw();
            }
          }),
          action("lab.publish", publish, "primary"),
          isOwn(draft.name) ? action("lab.withdraw", withdraw, "danger") : "",
          action("lab.export", () =>
            save(
              new Blob([JSON.stringify([only(draft, KEPT)], null, 2)], { type: "application/json" }),
              `${draft.name}.json`,
            ),
          ),
        ),
      ),
    ),
  );
}

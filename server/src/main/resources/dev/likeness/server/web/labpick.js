// @ts-check The choice of a template for a column of the lab.
import { action, el } from "./dom.js";
import { buttonRow, closeButton, openDialog } from "./dialog.js";
import { thumbnail, titleOf } from "./gallery.js";

/** @param {{templates: () => any[], loaded: Promise<void>, onPick: (template: any) => void}} of */
export function pickTemplate({ templates, loaded, onPick }) {
  const query = el("input", {
    type: "search",
    hint: "gallery.search",
    label: "gallery.search",
    on: { input: () => fill() },
  });
  const list = el("div", { class: "pick" });
  const fill = () =>
    list.replaceChildren(
      ...templates()
        .filter((template) =>
          [template.name, template.title, template.title_zh, ...template.tags]
            .join(" ")
            .toLowerCase()
            .includes(query.value.trim().toLowerCase()),
        )
        .map((template) =>
          el(
            "button",
            {
              class: "look",
              on: {
                click: () => {
                  dialog.close();
                  onPick(template);
                },
              },
            },
            thumbnail(template),
            el("span", { class: "look-title" }, titleOf(template)),
          ),
        ),
    );
  fill();
  // Opened before the templates are here, it fills when they are.
  loaded.then(fill);
  const dialog = openDialog(
    "lab.pick",
    (opened) => [
      query,
      list,
      buttonRow(
        action("lab.new", () => {
          opened.close();
          onPick({
            name: `look-${Date.now().toString(36)}`,
            title: "",
            prompt: "soft light",
            gen_mode: "creative",
            gpen: 0.4,
            skin: 0.3,
            skin_unifi: 0,
            tags: [],
          });
        }),
        closeButton(opened),
      ),
    ],
    "wide",
  );
}
